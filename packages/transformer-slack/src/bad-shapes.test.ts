import { afterAll, beforeAll, expect, it } from 'vitest';
import { channel, message, team, ts, user } from './__fixtures__/records.js';
import { openWarehouse, type Warehouse } from './__fixtures__/warehouse.js';

/** Values that Slack does not send, or not there. */
const ODD: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  1e300,
  true,
  [],
  {},
  [[null]],
  [{}],
  'x'.repeat(300),
  '\u0000',
  '💥',
  '<@',
  '9'.repeat(40),
];

const PATHS = {
  message: [
    'user',
    'bot_id',
    'app_id',
    'bot_profile',
    'username',
    'user_profile',
    'team',
    'text',
    'thread_ts',
    'reply_count',
    'edited',
    'reactions',
    'files',
    'subtype',
    'parent_user_id',
  ],
  user: [
    'name',
    'profile',
    'deleted',
    'is_bot',
    'is_restricted',
    'is_stranger',
    'team_id',
    'enterprise_user',
    'updated',
    'is_email_confirmed',
  ],
  channel: [
    'name',
    'is_im',
    'is_private',
    'is_ext_shared',
    'connected_team_ids',
    'topic',
    'created',
    'creator',
  ],
} as const;

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  const spoil = (paths: readonly string[], make: (id: string, parts: object) => object): object[] =>
    paths.flatMap((path) =>
      ODD.map((value, index) => make(`${path.toUpperCase()}${index}`, { [path]: value })),
    );
  let second = 0;
  const messages = spoil(PATHS.message, (_, parts) =>
    message(ts((second += 1)), 'Hello', parts as Record<string, unknown>),
  );
  const odd = ODD.map((value, index) => ({
    channel_id: 'C9',
    ts: `9${index}`,
    root_ts: value,
    placement: value,
    sent_at: value,
    message: value,
  }));
  await warehouse.load('messages', {
    records: [...messages, ...odd, '{"channel_id":"C9","ts":"100"}', message(ts(0), 'Fine')],
  });
  await warehouse.load('users', {
    records: [
      ...spoil(PATHS.user, (id, parts) => user(id, 'Anna', parts as Record<string, unknown>)),
      user('U1', 'Anna'),
    ],
  });
  await warehouse.load('channels', {
    records: spoil(PATHS.channel, (id, parts) => channel(id, 'general', parts as Record<string, unknown>)),
  });
  await warehouse.load('team', { records: [team({ email_domain: '",\\, a b,ä.example' })] });
  await warehouse.transform();
});
afterAll(() => warehouse.close());

it('no shape of a part costs a row, another column, or the run', async () => {
  expect(await warehouse.mart('messages')).toHaveLength(PATHS.message.length * ODD.length + ODD.length + 2);
  expect(await warehouse.mart('users')).toHaveLength(PATHS.user.length * ODD.length + 1);
  expect(await warehouse.mart('channels')).toHaveLength(PATHS.channel.length * ODD.length);
  const rows = await warehouse.mart('messages');
  const odd = rows.filter(({ channel_id: id, ts: at }) => id === 'C1' && at !== ts(0));
  // All but the spoilt texts are there.
  expect(odd.filter(({ text }) => text === 'Hello')).toHaveLength((PATHS.message.length - 1) * ODD.length);
  expect(rows.find(({ ts: at }) => at === ts(0))).toMatchObject({
    text: 'Fine',
    sender_name: 'Anna',
    sender_kind: 'person',
  });
});

it('once more changes nothing', async () => {
  const again = await warehouse.transform();
  expect(Object.values(again).filter(({ changedRows }) => changedRows > 0)).toEqual([]);
});
