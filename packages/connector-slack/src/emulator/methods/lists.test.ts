import { describe, expect, it } from 'vitest';
import { ask, readAll, start } from '../__fixtures__/ask.js';
import { EVERY_SCOPE, TEAM_ID } from '../index.js';

const namesOf = (items: any[]) => items.map(({ name, id }) => name ?? id);

async function startChannels() {
  const { emulator } = await start();
  const { changes } = emulator;
  changes.createChannel({
    id: 'C1',
    name: 'general',
    is_general: true,
    members: [emulator.userId, 'U1', 'U2'],
  });
  changes.createChannel({ id: 'C2', name: 'old', is_archived: true });
  changes.createChannel({ id: 'C3', name: 'elsewhere', members: ['U1'] });
  changes.createChannel({ id: 'C4', name: 'secret', is_private: true });
  changes.createChannel({ id: 'C5', name: 'hidden', is_private: true, members: ['U1'] });
  changes.createChannel({ id: 'D1', is_im: true, user: 'U1' });
  changes.createChannel({ id: 'C6', name: 'mpdm-a--b', is_mpim: true, is_private: true });
  return emulator;
}

describe('conversations.list', () => {
  it('answers public channels, and the others that the token is in when they are asked for', async () => {
    const emulator = await startChannels();
    const list = async (types?: string) =>
      namesOf(
        (await ask(emulator, 'conversations.list', types === undefined ? {} : { types })).json.channels,
      );
    expect(await list()).toEqual(['general', 'old', 'elsewhere']);
    expect(await list('private_channel,im,mpim')).toEqual(['secret', 'D1', 'mpdm-a--b']);
    expect((await ask(emulator, 'conversations.list', { types: 'all' })).json.error).toBe('invalid_types');
    const { items } = await readAll(emulator, 'conversations.list', 'channels', { limit: 1 });
    expect(items[0]).toMatchObject({
      is_member: true,
      num_members: 3,
      is_general: true,
      context_team_id: TEAM_ID,
    });
    expect(items[2]).toMatchObject({ is_member: false });
  });

  it('cuts pages before it leaves out archived channels', async () => {
    const emulator = await startChannels();
    const values = { limit: 1, exclude_archived: true };
    const { pages } = await readAll(emulator, 'conversations.list', 'channels', values);
    expect(pages).toEqual([1, 0, 1]);
  });

  it('goes on where it was when a channel goes', async () => {
    const emulator = await startChannels();
    const { json } = await ask(emulator, 'conversations.list', { limit: 2 });
    emulator.changes.deleteChannel('C1');
    const cursor = json.response_metadata.next_cursor;
    expect(namesOf((await ask(emulator, 'conversations.list', { limit: 2, cursor })).json.channels)).toEqual([
      'elsewhere',
    ]);
  });

  it('has a cheaper sister for the channels that the token is in', async () => {
    const emulator = await startChannels();
    const types = 'public_channel,private_channel';
    const { items } = await readAll(emulator, 'users.conversations', 'channels', { types });
    expect(namesOf(items)).toEqual(['general', 'old', 'secret']);
    expect(items[0].num_members).toBeUndefined();
  });
});

describe('one conversation', () => {
  it('is shown with its members when they are asked for', async () => {
    const emulator = await startChannels();
    const { json } = await ask(emulator, 'conversations.info', { channel: 'C1' });
    expect(json.channel).toMatchObject({ id: 'C1', is_member: true });
    expect(json.channel.num_members).toBeUndefined();
    const values = { channel: 'C1', include_num_members: true };
    expect((await ask(emulator, 'conversations.info', values)).json.channel.num_members).toBe(3);
    const { items, pages } = await readAll(emulator, 'conversations.members', 'members', {
      channel: 'C1',
      limit: 2,
    });
    expect([items, pages]).toEqual([
      [emulator.userId, 'U1', 'U2'],
      [2, 1],
    ]);
  });

  it('can be joined when it is public and in use', async () => {
    const emulator = await startChannels();
    const join = async (channel: string) => (await ask(emulator, 'conversations.join', { channel })).json;
    expect(await join('C3')).toMatchObject({ ok: true, channel: { is_member: true } });
    expect(emulator.truth.members('C3')).toContain(emulator.userId);
    expect(await join('C3')).toMatchObject({ ok: true, warning: 'already_in_channel' });
    expect(await join('C2')).toMatchObject({ error: 'is_archived' });
    expect(await join('C4')).toMatchObject({ error: 'method_not_supported_for_channel_type' });
    expect(await join('C5')).toMatchObject({ error: 'channel_not_found' });
  });

  it('has pins and bookmarks, told only to members', async () => {
    const emulator = await startChannels();
    const channel = emulator.workspace.channels.get('C1')!;
    channel.pins.put('1', { type: 'message', created: 1 });
    channel.bookmarks.put('Bk1', { id: 'Bk1', channel_id: 'C1' });
    expect((await ask(emulator, 'pins.list', { channel: 'C1' })).json.items).toHaveLength(1);
    expect((await ask(emulator, 'bookmarks.list', { channel_id: 'C1' })).json.bookmarks).toHaveLength(1);
    expect((await ask(emulator, 'pins.list', { channel: 'C3' })).json.error).toBe('not_in_channel');
    expect((await ask(emulator, 'bookmarks.list', { channel_id: 'C3' })).json.error).toBe(
      'channel_not_found',
    );
  });
});

describe('the directory', () => {
  it('lists users of the workspace, and knows strangers when they are looked up', async () => {
    const { emulator } = await start({ empty: false, size: { employees: 4 } });
    const { json } = await ask(emulator, 'users.list');
    expect(json.members).toHaveLength(6);
    const [stranger] = emulator.workspace.strangers.values();
    expect(json.members.map(({ id }: any) => id)).not.toContain(stranger?.id);
    const look = async (user: string) => (await ask(emulator, 'users.info', { user })).json;
    expect(await look(String(stranger?.id))).toMatchObject({ ok: true, user: { id: stranger?.id } });
    expect(await look('UREVOKEDU')).toEqual({ ok: false, error: 'user_not_found' });
    const shared = emulator.truth.channels().find(({ is_ext_shared: isShared }) => isShared === true);
    expect(emulator.truth.members(String(shared?.id))).toContain(stranger?.id);
  });

  it('wants a limit for many users, and a scope of its own for addresses', async () => {
    const { emulator } = await start({ empty: false, size: { employees: 4 }, largestWholeUserList: 5 });
    expect((await ask(emulator, 'users.list')).json.error).toBe('limit_required');
    const { pages, items } = await readAll(emulator, 'users.list', 'members', { limit: 4 });
    expect(pages).toEqual([4, 2]);
    expect(items.at(-1).profile.email).toContain('@');
    emulator.setScopes(EVERY_SCOPE.filter((scope) => scope !== 'users:read.email'));
    const { json } = await ask(emulator, 'users.list', { limit: 999 });
    expect(json.members.map(({ profile }: any) => profile.email)).toEqual(json.members.map(() => undefined));
  });

  it('answers groups, the workspace and emoji at once', async () => {
    const { emulator } = await start({ empty: false, size: { employees: 4 } });
    const groups = async (values: object) =>
      (await ask(emulator, 'usergroups.list', { ...values })).json.usergroups;
    expect(await groups({})).toHaveLength(1);
    expect((await groups({}))[0].users).toBeUndefined();
    const all = await groups({ include_users: true, include_count: true, include_disabled: true });
    expect(all).toHaveLength(2);
    expect(all[0]).toMatchObject({ users: expect.any(Array), user_count: expect.any(String) });
    expect((await ask(emulator, 'team.info')).json.team.domain).toBe('halden');
    expect((await ask(emulator, 'emoji.list')).json.emoji.ship_it).toBe('alias:rocket');
  });
});
