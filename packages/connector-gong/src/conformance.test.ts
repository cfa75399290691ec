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
import {
  hashLines,
  sampleActivity,
  sampleAssociation,
  sampleChange,
  sampleCoaching,
  sampleFlow,
  sampleLibraryCall,
  sampleLogEntry,
  sampleProfile,
  sampleProfileUser,
  sampleStats,
  USER,
  FOLDER,
  WORKSPACE,
} from './__fixtures__/sample-lists.js';
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
  lists.workspaces.add({ id: WORKSPACE, name: 'Sales' });
  lists.callOutcomes.add({ id: callId(1), name: 'Connected' });
  lists.libraryFolders.add({ id: FOLDER, name: 'Best demos' });
  lists.libraryFolders.add({ id: callId(2), name: 'Objections' });
  seedChildren(lists);
  seedDated(lists, now);
}

function seedChildren({ libraryCalls, flows, userSettingsHistory, ...lists }: GongEmulator['lists']): void {
  for (let number = 1; number <= 4; number += 1) {
    libraryCalls.add(sampleLibraryCall(number, {}, number === 4 ? callId(2) : FOLDER));
    flows.add(sampleFlow(number, number === 4 ? 'user2@example.com' : null));
    userSettingsHistory.add(sampleChange('emailsImported', `2026-01-0${number}T10:00:00Z`, true));
  }
  for (const number of [1, 2]) {
    lists.permissionProfiles.add(sampleProfile(number));
    lists.permissionProfileUsers.add(sampleProfileUser(number));
  }
}

function seedDated(lists: GongEmulator['lists'], now: Instant): void {
  for (const number of [1, 2, 3, 4, 5]) {
    const userId = callId(500_000 + number);
    lists.interactionStats.add(sampleStats('2026-02-20', userId));
    lists.activityByDay.add(sampleActivity('2026-02-20T00:00:00-08:00', userId));
    lists.activityByDay.add(sampleActivity(`2026-02-2${number}T00:00:00-08:00`, `${userId}0`));
    lists.logs.add(sampleLogEntry('AccessLog', now - (number * 3 - 1) * DAY));
    lists.logs.add(sampleLogEntry('UserCallPlay', now - 2 * DAY, { logRecord: { play: `play ${number}` } }));
    lists.manualCrmAssociations.add(sampleAssociation(number, now - number * 2 * DAY));
    lists.coaching.add(sampleCoaching(`2026-02-1${number}T10:00:00Z`, { reportId: userId }));
  }
}

function seed({ calls, users }: GongEmulator, now: Instant): void {
  for (let number = 1; number <= 10; number += 1) {
    calls.add(sampleCall(number, now - DAY - HOUR - number * 1.3 * DAY, { isPrivate: number === 4 }));
  }
  for (let number = 1; number <= 5; number += 1) {
    users.add({ ...sampleUser(number), managerId: number === 5 ? USER : null });
  }
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

function truthOf(emulator: GongEmulator, clock: ManualClock): Record<string, string[]> {
  const { calls, users, lists } = emulator;
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
    ...truthOfChildren(emulator),
  };
}

/** What the connector adds stands beside what Gong sent. */
function truthOfChildren({ lists, users }: GongEmulator): Record<string, string[]> {
  const extend = (list: keyof typeof lists, more: (record: any) => object): string[] =>
    lists[list]
      .all()
      .map((text) => JSON.parse(text) as object)
      .map((record) => JSON.stringify({ ...record, ...more(record) }));
  const hashOf = ({ logType, entry }: any): string =>
    hashLines(logType, entry.eventTime.replace('Z', '000000Z'), entry.userId, null, entry.logRecord);
  const userIds = new Set([...users.all()].map(({ id }) => id));
  return {
    library_calls: extend('libraryCalls', () => ({ snippetRange: 'whole' })),
    interaction_stats: [...lists.interactionStats.all()],
    activity_by_day: extend('activityByDay', ({ activity }) => ({ date: activity.fromDate.slice(0, 10) })),
    permission_profiles: [...lists.permissionProfiles.all()],
    permission_profile_users: extend('permissionProfileUsers', () => ({ workspaceId: WORKSPACE })),
    flows: lists.flows.all().map((text) => JSON.stringify(JSON.parse(text).flow)),
    logs: extend('logs', (record) => ({ entryHash: hashOf(record) })),
    user_settings_history: extend('userSettingsHistory', ({ change }) => ({
      valueHash: hashLines(change.value),
    })).filter((text) => userIds.has(JSON.parse(text).userId)),
    manual_crm_associations: [...lists.manualCrmAssociations.all()],
    coaching: extend('coaching', ({ time }) => ({ month: time.slice(0, 7), time: undefined })),
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

const toleratedRefusals = [
  {
    stream: 'manual_crm_associations',
    status: 404,
    reason: 'An account without this preview of the API answers so; it is told, and nothing is covered.',
  },
];

connectorConformance({
  connector,
  start,
  toleratedRefusals,
  // Within the look-back of calls, longer ago than that of the logs.
  lateBy: 3 * DAY,
  // Two pages of users; the look-back is two windows, each with a page of calls and one of transcripts, and each with at
  // most two pages of reviews; five lists of settings; then the streams that ask for more.
  idleRequests: 57,
});
