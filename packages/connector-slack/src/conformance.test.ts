import type { Instant } from '@etl/core';
import {
  connectorConformance,
  createManualClock,
  injectEmulatorFault,
  type Vendor,
  type VendorChange,
} from '@etl/testing';
import { DAY, HOUR, MINUTE, NOW } from './__fixtures__/account.js';
import { connector } from './connector.js';
import { createSlackEmulator, slackError, type SlackEmulator } from './emulator/index.js';
import { tsOfInstant } from './walk/message-ts.js';

/** Under the limited terms pages are so small that everything has a border. */
const PAGE = 15;

/** Time flies while a request is on its way, so that no limit can be kept. */
const METHODS = [
  'conversations.history',
  'conversations.replies',
  'conversations.list',
  'conversations.members',
  'users.list',
  'users.info',
  'usergroups.list',
  'team.info',
  'emoji.list',
  'pins.list',
  'bookmarks.list',
  'auth.test',
];
const UNLIMITED = Object.fromEntries(METHODS.map((method) => [method, 1_000_000]));

const tsAt = (at: Instant, micros = 0): string =>
  tsOfInstant(at).slice(0, -3) + String(micros).padStart(3, '0');

function seed({ changes, workspace }: SlackEmulator, now: Instant): void {
  for (const id of ['U1', 'U2'])
    workspace.users.put(id, {
      id,
      name: id,
      updated: 1_700_000_000,
      deleted: id === 'U2',
      profile: { real_name: 'Zoë "1" 🎈' },
    });
  workspace.strangers.put('W9', { id: 'W9', name: 'stranger', updated: 1_700_000_000, profile: {} });
  workspace.userGroups.put('S1', { id: 'S1', name: 'Sales', users: ['U1'], user_count: '1' });
  workspace.emoji.put('ship_it', ['ship_it', 'alias:rocket']);
  changes.createChannel({ id: 'C1', name: 'general' });
  changes.createChannel({ id: 'C2', name: 'shared', is_ext_shared: true });
  changes.createChannel({ id: 'C3', name: 'empty', is_private: true });
  workspace.channels.get('C2')!.members.put('W9', 'W9');
  workspace.channels
    .get('C1')!
    .pins.put('F1', { type: 'file', created: 1, created_by: 'U1', file: { id: 'F1' } });
  workspace.channels
    .get('C1')!
    .bookmarks.put('B1', { id: 'B1', channel_id: 'C1', title: 'Plan', link: 'https://x.example' });
  // Two pages, of which a border lies within one millisecond.
  for (let number = 0; number < 40; number += 1)
    changes.post('C1', {
      text: `Zoë "${number}" 🎈`,
      user: 'U1',
      big: 9_007_199_254_740_991,
      ts: tsAt(now - 3 * DAY - Math.floor(number / 20) * HOUR, number),
    });
  const root = changes.post('C2', { text: 'root', ts: tsAt(now - 2 * DAY) });
  for (let number = 0; number < 20; number += 1)
    changes.reply('C2', root, {
      text: `reply ${number}`,
      ts: tsAt(now - 2 * DAY + MINUTE, number),
      broadcast: number === 3,
    });
  changes.react('C2', root, 'eyes', 'U1');
  changes.post('C2', { text: 'file', ts: tsAt(now - 26 * HOUR), files: [{ id: 'F1', name: 'plan.pdf' }] });
}

const CHANGES: Readonly<Partial<Record<VendorChange, (emulator: SlackEmulator, at: Instant) => void>>> = {
  new: ({ changes }, at) => void changes.post('C1', { text: 'new', ts: tsAt(at) }),
  late: ({ changes }, at) => void changes.post('C1', { text: 'late', ts: tsAt(at, 500) }),
  tie: ({ changes }, at) => {
    for (let number = 0; number <= 2 * PAGE; number += 1)
      changes.post('C1', { text: 'tie', ts: tsAt(at, number) });
  },
  edit: ({ changes, truth }, at) => {
    const { channel_id: id, ts } = truth
      .messages()
      .filter(({ ts: when }) => when >= tsAt(at))
      .at(-1)!;
    changes.edit(id, ts, { text: 'edited' });
    changes.react(id, ts, 'eyes', 'U1');
  },
  delete: ({ changes, truth }) => {
    changes.remove('C1', truth.messages('C1').at(-1)!.ts);
    changes.remove('C2', truth.messages('C2').find(({ placement }) => placement === 'thread')!.ts);
  },
};

const textsOf = (records: readonly object[]): string[] => records.map((record) => JSON.stringify(record));

/** What the tables must hold. */
function truthOf({ truth, workspace }: SlackEmulator): Record<string, string[]> {
  const channels = workspace.channels.values();
  return {
    channels: textsOf(truth.channels()),
    channel_members: textsOf(
      channels.flatMap(({ id }) => truth.members(id).map((user) => ({ channel_id: id, user_id: user }))),
    ),
    users: textsOf(truth.users()),
    user_groups: textsOf(workspace.userGroups.values()),
    team: textsOf([workspace.team]),
    emoji: textsOf(workspace.emoji.values().map(([name, value]) => ({ name, value }))),
    pins: textsOf(
      channels.flatMap(({ id, pins }) =>
        pins.values().map((pin) => ({ channel_id: id, type: 'file', item_id: 'F1', pin })),
      ),
    ),
    bookmarks: textsOf(channels.flatMap(({ bookmarks }) => bookmarks.values())),
    messages: textsOf(truth.messages()),
    reactions: textsOf(truth.reactions()),
    files: textsOf(truth.files()),
  };
}

async function start(): Promise<Vendor> {
  const clock = createManualClock(NOW, { autoAdvance: true });
  const emulator = await createSlackEmulator({ empty: true, clock, limits: UNLIMITED, terms: 'tight' });
  seed(emulator, clock.now());
  emulator.clearRequests();
  return {
    config: {
      api_token: emulator.token,
      api_endpoint: emulator.apiEndpoint,
      start_date: '2025-12-01',
      app_terms: 'full',
      requests_per_minute: { tier_2: 6_000_000, tier_3: 6_000_000, tier_4: 6_000_000 },
    },
    secrets: [emulator.token],
    clock,
    truth: () => truthOf(emulator),
    change: (kind, at) => {
      CHANGES[kind]?.(emulator, at);
    },
    inject: (fault, schedule) => {
      injectEmulatorFault(emulator, fault, schedule, {
        fault: slackError('invalid_cursor'),
        when: { when: ({ body }) => body.includes('cursor=') },
      });
    },
    heal: () => {
      emulator.faults.clear();
    },
    requests: () => emulator.requests.length,
    close: () => emulator.close(),
  };
}

connectorConformance({
  connector,
  start,
  absentChanges: { offset: 'Slack writes no offsets.' },
  idleRequests: 30,
});
