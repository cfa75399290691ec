import { applyChanges, readFreshModels, readModels, type MakeRecord, type ModelChange } from '@etl/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channel, group, member, message, team, ts, user, USERS } from './__fixtures__/records.js';
import { openWarehouse, TABLES, type TableName, type Warehouse } from './__fixtures__/warehouse.js';

const CHANNELS = ['C1', 'C1', 'C2', 'C2'];
const placeOf = (number: number): [channel: string, at: string] => [CHANNELS[number % 4] ?? '', ts(number)];

/** Versions of a message that begin and leave threads, change names and senders, and are left of deletions. */
const MESSAGES: readonly ((at: string, number: number) => [text: string, parts: Record<string, unknown>])[] =
  [
    (at, number) => [`alone <@U${number}> in <#C2|x>`, {}],
    (at) => [
      'root <@U2> &amp; <!subteam^S1>',
      { thread_ts: at, reply_count: 1, reactions: [{ name: 'a', count: 2 }] },
    ],
    () => ['reply', { thread_ts: ts(1), parent_user_id: 'U1', user: 'U2' }],
    () => ['to all', { thread_ts: ts(2), subtype: 'thread_broadcast', user: 'U3', team: 'T2' }],
    (at) => ['This message was deleted.', { thread_ts: at, subtype: 'tombstone', user: 'USLACKBOT' }],
  ];

const MAKE: Readonly<Record<TableName, MakeRecord>> = {
  messages: (number, version) => {
    const [channelId, at] = placeOf(number);
    const [text, parts] = (MESSAGES[version] ?? MESSAGES[0]!)(at, number);
    return [message(at, text, parts, channelId), [channelId, at]];
  },
  users: (number, version) => {
    const parts = [{}, { deleted: true }, { team_id: 'T2' }, { is_bot: true }, { is_restricted: true }][
      version
    ];
    return [user(`U${number}`, `Name${version}`, parts), [`U${number}`]];
  },
  channels: (number, version) => {
    const parts = {
      is_ext_shared: version > 2,
      connected_team_ids: version > 2 ? ['T2', `T${version}`] : [],
    };
    return [channel(`C${number}`, `channel-${version}`, parts), [`C${number}`]];
  },
  user_groups: (_, version) => [group('S1', `group-${version}`), ['S1']],
  channel_members: (number) => [member('C1', `U${number}`), ['C1', `U${number}`]],
  team: (_, version) => [team({ name: `Acme ${version}`, enterprise_id: version > 2 ? 'E1' : '' }), ['T1']],
};

const change = fc.record({
  table: fc.constantFrom<TableName>(
    'messages',
    'messages',
    'messages',
    ...(Object.keys(TABLES) as TableName[]),
  ),
  number: fc.integer({ min: 1, max: 4 }),
  version: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined, freq: 4 }),
});

it('after any history, what was built step by step is what is built at once', async () => {
  let builds = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(change, { maxLength: 8 }), { minLength: 2, maxLength: 4 }),
      async (steps) => {
        const warehouse = await openWarehouse();
        try {
          for (const step of steps) {
            await applyChanges(warehouse, MAKE, step as ModelChange<TableName>[]);
            await warehouse.transform();
          }
          const fresh = await readFreshModels(warehouse, String((builds += 1)));
          expect(await readModels(warehouse)).toEqual(fresh);
        } finally {
          await warehouse.close();
        }
      },
    ),
    { numRuns: 3 },
  );
}, 600_000);

describe('the cost of a run', () => {
  const CHATTER = 300;

  /** Rows copied, built and compared in the last run, of each model. */
  function rowsRead({ updates }: Warehouse): number {
    return updates
      .filter(({ statement }) => /^INSERT INTO etl_model_\d+_(rows|input_\d+|units)/.test(statement))
      .reduce((sum, { rows }) => sum + rows, 0);
  }

  it('follows what changed: new messages, replies, names, and who somebody is', async () => {
    const warehouse = await openWarehouse();
    try {
      await warehouse.load('team', { records: [team()] });
      await warehouse.load('users', { records: USERS });
      await warehouse.load('channels', { records: [channel('C1', 'general'), channel('C2', 'random')] });
      const root = { thread_ts: ts(1), reply_count: 1 };
      // An hour lies between two messages: every day has some.
      const chatter = Array.from({ length: CHATTER }, (_, index) =>
        message(ts(10 + index * 3600), `Number ${index}`, { user: index % 2 === 0 ? 'U1' : 'U2' }),
      );
      await warehouse.load('messages', {
        records: [
          ...chatter,
          message(ts(1), 'To <@U3> in <#C2>', root, 'C2'),
          message(ts(2), 'Yes', { ...root, user: 'U3' }, 'C2'),
        ],
      });
      await warehouse.transform();

      await warehouse.transform();
      expect(rowsRead(warehouse)).toBe(0);

      // A late reply: its thread is read, and its day.
      await warehouse.load('messages', { records: [message(ts(3), 'Late', { ...root, user: 'U2' }, 'C2')] });
      const late = await warehouse.transform();
      expect(late.threads?.changedRows).toBe(1);
      expect(rowsRead(warehouse)).toBeLessThan(40);

      // Whoever wrote no message has a new name: the texts that mention it, and no others.
      await warehouse.load('channels', { records: [channel('C2', 'renamed')] });
      const renamed = await warehouse.transform();
      expect(renamed.messages?.changedRows).toBe(1);
      expect(renamed.threads?.changedRows).toBe(1);
      expect(rowsRead(warehouse)).toBeLessThan(40);

      // News of a user that no message shows.
      await warehouse.load('users', { records: [{ ...USERS[0], tz: 'Asia/Tokyo' }, ...USERS.slice(1)] });
      const moved = await warehouse.transform();
      expect(moved.messages?.changedRows).toBe(0);
      expect(rowsRead(warehouse)).toBeLessThan(60);

      // The title of the workspace is no news for messages.
      await warehouse.load('team', { records: [team({ name: 'Acme 2' })] });
      expect((await warehouse.transform()).workspaces?.changedRows).toBe(1);
      expect(rowsRead(warehouse)).toBeLessThan(20);

      // A sender's own new name reaches what they wrote.
      await warehouse.load('users', { records: [user('U1', 'Annabel')] });
      expect((await warehouse.transform()).messages?.changedRows).toBe(CHATTER / 2 + 1);
    } finally {
      await warehouse.close();
    }
  });
});
