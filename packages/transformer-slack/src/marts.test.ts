import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { channel, group, member, message, team, ts, user, USERS } from './__fixtures__/records.js';
import { openWarehouse, type TableName, type Warehouse } from './__fixtures__/warehouse.js';

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await openWarehouse();
});
afterEach(() => warehouse.close());

async function build(tables: Partial<Record<TableName, readonly object[]>>): Promise<void> {
  for (const [table, records] of Object.entries(tables) as [TableName, readonly object[]][]) {
    await warehouse.load(table, { records });
  }
  await warehouse.transform();
}

/** Some columns of a mart's rows, by one of them. */
async function read(mart: string, key: string, ...columns: readonly string[]): Promise<object> {
  const rows = await warehouse.mart(mart);
  return Object.fromEntries(rows.map((row) => [row[key], columns.map((column) => row[column])]));
}

describe('messages', () => {
  it('tell apart who sent them', async () => {
    const from = (parts: object, second: number): object => message(ts(second), 'x', { ...parts });
    await build({
      team: [team()],
      users: USERS,
      messages: [
        from({ user: 'U1' }, 1),
        from({ user: 'U3' }, 2),
        from({ user: 'U4' }, 3),
        from({ user: 'U5', team: 'T2' }, 4),
        from({ user: 'U6' }, 5),
        from({ user: 'USLACKBOT' }, 6),
        from({ user: 'U1', subtype: 'channel_join' }, 7),
        from({ user: 'U1', bot_id: 'B1', app_id: 'A1' }, 8),
        from({ user: undefined, subtype: 'bot_message', bot_id: 'B2', username: 'ci' }, 9),
        from({ user: undefined, bot_id: 'B3', bot_profile: { name: 'Jira', app_id: 'A3' } }, 10),
        from({ user: undefined, subtype: 'bot_message', username: 'old hook' }, 11),
        from({ user: 'U404' }, 12),
        from(
          { user: 'U405', team: 'T9', user_profile: { real_name: 'Guy Elsewhere', display_name: '' } },
          13,
        ),
        from({ user: 'U406', user_team: 'T9', team: 'T1' }, 14),
        from({ user: 'USLACKBOT', subtype: 'tombstone', hidden: true, thread_ts: ts(15) }, 15),
      ],
    });
    expect(
      await read('messages', 'ts', 'sender_kind', 'sender_id', 'sender_name', 'is_sender_known'),
    ).toEqual({
      [ts(1)]: ['person', 'U1', 'Anna', true],
      [ts(2)]: ['guest', 'U3', 'Cleo', true],
      [ts(3)]: ['deleted_user', 'U4', 'Dan', true],
      [ts(4)]: ['external', 'U5', 'Eve', true],
      [ts(5)]: ['bot', 'U6', 'Deploybot', true],
      [ts(6)]: ['system', 'USLACKBOT', 'Slackbot', true],
      [ts(7)]: ['system', 'U1', 'Anna', true],
      [ts(8)]: ['app', 'U1', 'Anna', true],
      [ts(9)]: ['bot', 'B2', 'ci', false],
      [ts(10)]: ['app', 'B3', 'Jira', false],
      [ts(11)]: ['bot', null, 'old hook', false],
      [ts(12)]: ['unknown', 'U404', null, false],
      [ts(13)]: ['external', 'U405', 'Guy Elsewhere', false],
      [ts(14)]: ['external', 'U406', null, false],
      [ts(15)]: ['system', 'USLACKBOT', 'Slackbot', true],
    });
  });

  it('without a list of users or of the workspace claim nothing of their senders', async () => {
    await build({ messages: [message(ts(1), '<@U1>', { team: 'T9' })] });
    expect(await read('messages', 'ts', 'sender_kind', 'sender_name', 'text')).toEqual({
      [ts(1)]: ['unknown', null, '@U1'],
    });
  });

  it('tell starters, replies, broadcasts, edits, reactions, links and files', async () => {
    const root = { thread_ts: ts(1), reply_count: 2 };
    await build({
      messages: [
        message(ts(1, 7), 'alone'),
        message(ts(1), 'See <https://x.example|this>', {
          ...root,
          reactions: [
            { name: 'a', count: 12, users: ['U1'] },
            { name: 'b', count: 1 },
            { name: 'c' },
            'no object',
          ],
          files: [{ id: 'F1' }],
        }),
        message(ts(2), 'reply', {
          thread_ts: ts(1),
          parent_user_id: 'U1',
          edited: { user: 'U1', ts: '1772409700.000000' },
        }),
        message(ts(3), 'to all', { thread_ts: ts(1), subtype: 'thread_broadcast', reactions: [], files: [] }),
      ],
    });
    const columns = [
      'root_ts',
      'is_thread_starter',
      'is_reply',
      'is_broadcast',
      'reactions',
      'has_link',
      'has_file',
    ];
    expect(await read('messages', 'ts', ...columns)).toEqual({
      [ts(1, 7)]: [ts(1, 7), false, false, false, 0, false, false],
      [ts(1)]: [ts(1), true, false, false, 13, true, true],
      [ts(2)]: [ts(1), false, true, false, 0, false, false],
      [ts(3)]: [ts(1), false, true, true, 0, false, false],
    });
    expect(await read('messages', 'ts', 'edited_at', 'sent_at', 'day')).toMatchObject({
      [ts(1, 7)]: [null, '2026-03-02T00:00:01.000007Z', '2026-03-02'],
      [ts(2)]: ['2026-03-02T00:01:40.000Z', '2026-03-02T00:00:02.000Z', '2026-03-02'],
    });
  });
});

describe('threads', () => {
  const reply = (second: number, text: string, parts: object = {}): object =>
    message(ts(second), text, { thread_ts: ts(1), parent_user_id: 'U1', user: 'U2', ...parts });

  it('have a title, people, a length, and both counts of replies', async () => {
    await build({
      team: [team()],
      users: USERS,
      messages: [
        message(ts(1), `<@U2>:\n  ${'long '.repeat(40)}`, { thread_ts: ts(1), reply_count: 5 }),
        reply(2, 'first', { user: 'U5' }),
        reply(61, 'from the app', { bot_id: 'B1', app_id: 'A1', user: 'U6' }),
        reply(90, 'joined', { subtype: 'channel_join' }),
        message(ts(100), 'no thread'),
      ],
    });
    expect(await warehouse.mart('threads')).toEqual([
      {
        conversation_id: `C1:${ts(1)}`,
        channel_id: 'C1',
        root_ts: ts(1),
        title: `@Ben: ${'long '.repeat(40)}`.slice(0, 100),
        first_text: `@Ben:\n  ${'long '.repeat(40)}`,
        initiator_id: 'U1',
        is_root_deleted: false,
        messages: 3,
        replies: 2,
        reply_count: 5,
        participants: 3,
        people: 2,
        external_people: 1,
        first_message_at: '2026-03-02T00:00:01.000Z',
        last_message_at: '2026-03-02T00:01:01.000Z',
        duration_seconds: 60,
        reactions: 0,
        has_file: false,
      },
    ]);
    expect(await read('thread_participants', 'sender_id', 'sender_kind', 'is_initiator', 'messages')).toEqual(
      {
        U1: ['person', true, 1],
        U5: ['external', false, 1],
        U6: ['app', false, 1],
      },
    );
  });

  it('outlive their first message, and all of their replies', async () => {
    const tombstone = {
      user: 'USLACKBOT',
      subtype: 'tombstone',
      hidden: true,
      thread_ts: ts(1),
      reply_count: 1,
    };
    await build({
      messages: [
        message(ts(1), 'This message was deleted.', tombstone),
        reply(2, 'Why?'),
        message(ts(5), 'Anybody?', { thread_ts: ts(5), reply_count: 0 }),
        message(ts(7), 'no root', { thread_ts: ts(6), parent_user_id: 'U3' }),
      ],
    });
    const columns = ['title', 'initiator_id', 'is_root_deleted', 'messages', 'replies', 'reply_count'];
    expect(await read('threads', 'root_ts', ...columns)).toEqual({
      [ts(1)]: ['Why?', 'U1', true, 1, 1, 1],
      [ts(5)]: ['Anybody?', 'U1', false, 1, 0, 0],
      [ts(6)]: ['no root', 'U3', true, 1, 1, null],
    });
  });

  it('of one ts in two channels are two', async () => {
    const root = { thread_ts: ts(1), reply_count: 1 };
    await build({ messages: [message(ts(1), 'a', root), message(ts(1), 'b', root, 'C2')] });
    expect(await read('threads', 'conversation_id', 'title')).toEqual({
      [`C1:${ts(1)}`]: ['a'],
      [`C2:${ts(1)}`]: ['b'],
    });
  });
});

it('a title is cut between characters, not within one', async () => {
  await build({ messages: [message(ts(1), '👋'.repeat(120), { thread_ts: ts(1) })] });
  expect(await read('threads', 'root_ts', 'title')).toEqual({ [ts(1)]: ['👋'.repeat(100)] });
});

it('activity is counted by channel and day in UTC', async () => {
  const lastSecond = ts(86_399, 999_999);
  await build({
    team: [team()],
    users: USERS,
    messages: [
      message(ts(0), 'one two', { thread_ts: ts(0), reply_count: 1, reactions: [{ name: 'a', count: 3 }] }),
      message(ts(1), 'three', { thread_ts: ts(0), user: 'U5' }),
      message(ts(2), 'x', { subtype: 'channel_join' }),
      message(ts(3), 'x', { subtype: 'tombstone', user: 'USLACKBOT' }),
      message(lastSecond, 'late', { user: 'U6' }),
      message(ts(86_400), 'next day'),
      message(ts(0), 'elsewhere', {}, 'C2'),
    ],
  });
  const rows = await warehouse.mart('channel_activity_by_day');
  expect(rows.map(({ channel_id, day, messages }) => [channel_id, day, messages])).toEqual([
    ['C1', '2026-03-02', 3],
    ['C1', '2026-03-03', 1],
    ['C2', '2026-03-02', 1],
  ]);
  expect(rows[0]).toMatchObject({
    replies: 1,
    threads_begun: 1,
    senders: 3,
    people: 2,
    external_people: 1,
    reactions: 3,
    words: 4,
    notices: 1,
  });
});

describe('users, channels and workspaces', () => {
  it('tell people, bots, guests, closed accounts and other organisations apart', async () => {
    await build({
      team: [team({ enterprise_id: 'E1' })],
      users: [
        ...USERS,
        user('U8', 'Gil', { team_id: 'T8', enterprise_user: { enterprise_id: 'E1' } }),
        user('U9', 'Hal', { team_id: 'T1', is_stranger: true }),
        user('U10', 'Ida', { team_id: 'T2', is_bot: true }),
        { id: 'U11' },
      ],
    });
    expect(await read('users', 'user_id', 'kind', 'is_external', 'name')).toEqual({
      U1: ['person', false, 'Anna'],
      U2: ['person', false, 'Ben'],
      U3: ['guest', false, 'Cleo'],
      U4: ['deleted_user', false, 'Dan'],
      U5: ['external', true, 'Eve'],
      U6: ['bot', false, 'Deploybot'],
      U7: ['person', false, 'Fay'],
      U8: ['person', false, 'Gil'],
      U9: ['external', true, 'Hal'],
      U10: ['bot', true, 'Ida'],
      U11: ['person', null, null],
      USLACKBOT: ['system', false, 'Slackbot'],
    });
  });

  it('tell what a conversation is, who shares it and how many are in it', async () => {
    await build({
      team: [team()],
      users: USERS,
      user_groups: [group('S1', 'sales')],
      channel_members: [member('C1', 'U1'), member('C1', 'U5')],
      channels: [
        channel('C1', 'shared', {
          is_shared: true,
          is_ext_shared: true,
          connected_team_ids: ['T2', 'T3', 'T2', '', null],
        }),
        channel('G2', 'secret', { is_private: true }),
        channel('D3', '', { is_im: true, is_channel: false, user: 'U2' }),
        channel('G4', 'mpdm-a--b-1', { is_mpim: true, is_private: true }),
        { id: 'C5', connected_team_ids: 'T4' },
      ],
    });
    expect(
      await read('channels', 'channel_id', 'kind', 'name', 'is_external', 'members', 'partner_id'),
    ).toEqual({
      C1: ['public_channel', 'shared', true, 2, null],
      G2: ['private_channel', 'secret', false, 0, null],
      D3: ['direct_message', null, false, 0, 'U2'],
      G4: ['group_message', 'mpdm-a--b-1', false, 0, null],
      C5: [null, null, null, 0, null],
    });
    expect(await read('workspaces', 'team_id', 'name', 'is_own', 'users', 'shared_channels')).toEqual({
      T1: ['Acme', true, 7, 0],
      T2: [null, false, 1, 1],
      T3: [null, false, 0, 1],
    });
    expect(await warehouse.mart('channel_workspaces')).toEqual([
      { channel_id: 'C1', team_id: 'T2' },
      { channel_id: 'C1', team_id: 'T3' },
    ]);
  });
});

it('mentions are counted by message and object', async () => {
  await build({
    messages: [message(ts(1), '<@U1> <@U1|x> <#C1> <!subteam^S1> <!here> <@u1>'), message(ts(2), null)],
  });
  expect(await read('message_mentions', 'object_id', 'object_kind', 'times')).toEqual({
    U1: ['user', 2],
    C1: ['channel', 1],
    S1: ['user_group', 1],
  });
});
