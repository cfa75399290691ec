import type { Instant } from '@etl/core';
import {
  connectorConformance,
  createManualClock,
  injectEmulatorFault,
  type ManualClock,
  type Vendor,
  type VendorChange,
} from '@etl/testing';
import { NOW } from './__fixtures__/account.js';
import { callId, sampleCall, sampleReview, sampleUser } from './__fixtures__/sample-records.js';
import { DAY, HOUR } from './__fixtures__/test-clock.js';
import { connector } from './connector.js';
import { createGongEmulator, type GongEmulator } from './emulator/index.js';

const EXPIRED = {
  kind: 'status',
  status: 400,
  body: '{"errors":["Invalid request: cursor has expired"]}',
} as const;
const PAGE_SIZE = 3;

/** The instant, written so that its text sorts half a day earlier than it would in UTC. */
function withWestOffset(instant: Instant): string {
  return new Date(instant - 11 * HOUR).toISOString().replace('Z', '-11:00');
}

function seedLists({ lists }: GongEmulator, now: Instant): void {
  for (let number = 1; number <= 5; number += 1) {
    lists.answeredScorecards.add(sampleReview(number, now - (number * 3 - 1) * DAY));
    lists.scorecards.add({ scorecardId: callId(number), scorecardName: `Scorecard ${number}` });
  }
  lists.trackers.add({ trackerId: callId(1), trackerName: 'Prices' });
  lists.workspaces.add({ id: callId(1), name: 'Sales' });
  lists.callOutcomes.add({ id: callId(1), name: 'Connected' });
  lists.libraryFolders.add({ id: callId(1), name: 'Best demos' });
}

function seed({ calls, users }: GongEmulator, now: Instant): void {
  for (let number = 1; number <= 10; number += 1) {
    calls.add(sampleCall(number, now - DAY - HOUR - number * 1.3 * DAY, { isPrivate: number === 4 }));
  }
  for (let number = 1; number <= 5; number += 1) users.add(sampleUser(number));
}

const CHANGES: Readonly<Record<VendorChange, (emulator: GongEmulator, at: Instant) => void>> = {
  new: ({ calls }, at) => calls.add(sampleCall(100, at)),
  late: ({ calls }, at) => calls.add(sampleCall(101, at)),
  tie: ({ calls }, at) => {
    for (let number = 0; number <= PAGE_SIZE; number += 1) calls.add(sampleCall(110 + number, at));
  },
  offset: ({ calls }, at) => calls.add(sampleCall(120, withWestOffset(at))),
  edit: ({ calls }, at) => {
    const call = [...calls.all()].find(({ startedAt }) => startedAt >= at)!;
    const { extensive } = sampleCall(1, call.startedAt, { id: call.id, title: 'Another title' });
    calls.update(call.id, { extensive });
  },
  delete: ({ users }) => users.remove(callId(500_001)),
};

function truthOf({ calls, users, lists }: GongEmulator, clock: ManualClock): Record<string, string[]> {
  const visible = [...calls.all()].filter(
    (call) => call.visibleAt <= clock.now() && !call.extensive!.includes('"isPrivate":true'),
  );
  return {
    calls: visible.map(({ extensive }) => extensive!),
    transcripts: visible
      .filter(({ transcriptAt }) => transcriptAt <= clock.now())
      .map(({ transcript }) => transcript!),
    users: [...users.all()].map(({ text }) => text),
    answered_scorecards: [...lists.answeredScorecards.all()],
    scorecards: [...lists.scorecards.all()],
    trackers: [...lists.trackers.all()],
    workspaces: [...lists.workspaces.all()],
    call_outcomes: [...lists.callOutcomes.all()],
    library_folders: [...lists.libraryFolders.all()],
  };
}

async function start(): Promise<Vendor> {
  const clock = createManualClock(Date.parse(NOW), { autoAdvance: true });
  const emulator = await createGongEmulator({ empty: true, clock, pageSize: PAGE_SIZE });
  seed(emulator, clock.now());
  seedLists(emulator, clock.now());
  return {
    config: {
      api_endpoint: emulator.apiEndpoint,
      api_token: emulator.apiToken,
      start_date: '2026-02-10',
      max_window: '5d',
      include_private_calls: false,
    },
    secrets: [emulator.apiToken, 'gong-secret', Buffer.from(emulator.apiToken).toString('base64')],
    clock,
    truth: () => truthOf(emulator, clock),
    change: (kind, at) => {
      CHANGES[kind](emulator, at);
    },
    inject: (fault, schedule) => {
      injectEmulatorFault(emulator, fault, schedule, {
        fault: EXPIRED,
        when: { when: ({ body, query }) => body.includes('"cursor"') || query.has('cursor') },
      });
    },
    heal: () => {
      emulator.faults.clear();
    },
    requests: () => emulator.requests.length,
    close: () => emulator.close(),
  };
}

// Two pages of users; the look-back is two windows, each with a page of calls and one of transcripts, and each with at most
// two pages of reviews; five lists of settings.
connectorConformance({ connector, start, idleRequests: 2 + 2 * 2 * 2 + 2 * 2 + 5 });
