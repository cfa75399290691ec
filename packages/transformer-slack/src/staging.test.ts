import type { QueryRow } from '@etl/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channel, message, team, ts, user, USERS } from './__fixtures__/records.js';
import { openWarehouse, type Warehouse } from './__fixtures__/warehouse.js';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  await warehouse.load('team', { records: [team({ email_domain: 'acme.example, www.Acme.org,none' })] });
  await warehouse.load('users', {
    records: [...USERS, user('U8', 'Gil', {}, { email: 'no address', phone: '123' })],
  });
  await warehouse.load('channels', {
    records: [
      channel('C1', 'general'),
      channel('C2', 'with-globex', { is_ext_shared: true, connected_team_ids: ['T2', 'T3'] }),
    ],
  });
  const thread = { thread_ts: ts(1), reply_count: 2, parent_user_id: 'U1' };
  await warehouse.load('messages', {
    records: [
      message(ts(1), 'Who comes, <@U7>?', thread),
      message(ts(31), 'I do', { ...thread, user: 'U2' }),
      message(ts(32), 'Build passed', { ...thread, user: 'U6', bot_id: 'B1', app_id: 'A1' }),
      // Chatter of one day, and of the next.
      message(ts(40), 'one'),
      message(ts(50), 'two', { user: 'U2' }),
      message(ts(60), 'three'),
      message(ts(61), 'x', { user: 'U3', subtype: 'channel_join' }),
      message(ts(86_401), 'tomorrow'),
      // A day on which only bots write, and one on which somebody joined.
      message(ts(200_000), 'Deployed', { user: 'U6', bot_id: 'B1' }),
      message(ts(300_000), 'x', { subtype: 'channel_join' }),
      // A channel that is shared, and somebody whom nobody knows.
      message(ts(5), 'Hello from Globex', { user: 'U5', team: 'T2' }, 'C2'),
      message(ts(6), 'Hello', {}, 'C2'),
      message(ts(7), 'Who am I?', { user: 'U99', user_profile: { real_name: 'Nemo' } }, 'C2'),
    ],
  });
  await warehouse.transform();
});
afterAll(() => warehouse.close());

async function read(table: string, key: string, ...columns: readonly string[]): Promise<object> {
  const rows = await warehouse.staging(table);
  return Object.fromEntries(rows.map((row) => [row[key], columns.map((column) => row[column])]));
}

async function claims(condition: (row: QueryRow) => boolean): Promise<readonly unknown[]> {
  const rows = await warehouse.staging('identity_claim');
  return rows
    .filter(condition)
    .map((row) =>
      ['claimant_id', 'claim_type', 'value', 'strength', 'is_verified']
        .map((name) => row[name] as string)
        .join(' '),
    )
    .sort();
}

it('people are users that are no bots, of us, of others, or of nobody knows whom', async () => {
  expect(await read('person', 'person_id', 'full_name', 'email', 'is_internal', 'is_active')).toEqual({
    'user:U1': ['Anna Example', 'Anna@acme.example', true, true],
    'user:U2': ['Ben Example', 'Ben@acme.example', true, true],
    'user:U3': ['Cleo Example', 'Cleo@acme.example', null, true],
    'user:U4': ['Dan Example', 'Dan@acme.example', true, false],
    'user:U5': ['Eve Example', 'Eve@Globex.example', false, true],
    'user:U7': ['Fay Example', 'Fay@acme.example', true, true],
    'user:U8': ['Gil Example', 'no address', true, true],
  });
});

it('organizations are workspaces; of others nothing but the id is known', async () => {
  expect(await read('organization', 'organization_id', 'name', 'domain')).toEqual({
    'workspace:T1': ['Acme', null],
    'workspace:T2': [null, null],
    'workspace:T3': [null, null],
  });
});

it('people belong to the workspace of their account, and nothing else is associated', async () => {
  expect(await read('association', 'from_id', 'relation', 'to_id')).toEqual(
    Object.fromEntries(
      ['U1', 'U2', 'U3', 'U4', 'U5', 'U7', 'U8'].map((id) => [
        `user:${id}`,
        ['belongs_to', `workspace:${id === 'U5' ? 'T2' : 'T1'}`],
      ]),
    ),
  );
});

describe('interactions', () => {
  const thread = `thread:C1:${ts(1)}`;

  it('are threads, and for each channel and day the talk that is in none; without people there is none', async () => {
    const columns = ['direction', 'title', 'body', 'channel', 'duration_seconds', 'owner_person_id'];
    expect(await read('interaction', 'interaction_id', ...columns)).toEqual({
      [thread]: ['internal', 'Who comes, @Fay?', 'Who comes, @Fay?', 'general', 31, 'user:U1'],
      'channel_day:C1:2026-03-02': ['internal', null, null, 'general', 20, null],
      'channel_day:C1:2026-03-03': ['internal', null, null, 'general', 0, null],
      'channel_day:C2:2026-03-02': [null, null, null, 'with-globex', 2, null],
    });
  });

  it('have as participants the people who wrote', async () => {
    const columns = ['interaction_id', 'person_id', 'name', 'role', 'is_internal'];
    expect(Object.values(await read('interaction_participant', 'participant_id', ...columns))).toEqual([
      ['channel_day:C1:2026-03-02', 'user:U1', 'Anna', 'sender', true],
      ['channel_day:C1:2026-03-02', 'user:U2', 'Ben', 'sender', true],
      ['channel_day:C1:2026-03-03', 'user:U1', 'Anna', 'sender', true],
      ['channel_day:C2:2026-03-02', 'user:U1', 'Anna', 'sender', true],
      ['channel_day:C2:2026-03-02', 'user:U5', 'Eve', 'sender', false],
      ['channel_day:C2:2026-03-02', null, 'Nemo', 'sender', null],
      [thread, 'user:U1', 'Anna', 'author', true],
      [thread, 'user:U2', 'Ben', 'sender', true],
    ]);
  });
});

describe('claims', () => {
  it('of addresses are verified where Slack had them confirmed, and not of other organisations', async () => {
    expect(await claims(({ claim_type: type }) => type === 'email' || type === 'verified_email')).toEqual([
      'user:U1 verified_email anna@acme.example strong true',
      'user:U2 verified_email ben@acme.example strong true',
      'user:U3 verified_email cleo@acme.example strong true',
      'user:U4 verified_email dan@acme.example strong true',
      'user:U5 email eve@globex.example medium false',
      'user:U7 email fay@acme.example medium false',
    ]);
  });

  it('are ids of Slack, weak phone numbers, and domains that the workspace shows', async () => {
    expect(await claims(({ claim_type: type }) => type === 'user_id')).toHaveLength(7);
    expect(
      await claims(({ claimant_id: id, claim_type: type }) => id === 'user:U5' && type === 'user_id'),
    ).toEqual(['user:U5 user_id U5 exact true']);
    expect(await claims(({ claim_type: type }) => type === 'phone')).toEqual([
      'user:U2 phone +49301234567 weak false',
    ]);
    expect(await claims(({ claim_type: type }) => type === 'domain')).toEqual([
      'workspace:T1 domain acme.example medium false',
      'workspace:T1 domain acme.org medium false',
    ]);
  });
});
