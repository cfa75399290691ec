import { createCompany } from '@etl/emulator-kit';
import { describe, expect, it } from 'vitest';
import { ask, readAll, start } from './__fixtures__/ask.js';
import { startSandbox } from './index.js';

const EVERY_KIND = 'public_channel,private_channel,im,mpim';

describe('the generated company', () => {
  it('knows the same people as every other emulator of that seed', async () => {
    const company = createCompany('halden');
    const { emulator } = await start({ empty: false, seed: 'halden' });
    const { items } = await readAll(emulator, 'users.list', 'members', { limit: 10 });
    const people = new Map(items.map((user) => [user.id, user]));
    for (const { ids, email, active } of company.employees) {
      expect(people.get(ids.slack)).toMatchObject({ deleted: !active, profile: { email } });
    }
    expect(items.length).toBe(company.employees.length + 2);
  });

  it('holds every sort of conversation and message, and reads as `truth` says', async () => {
    const { emulator } = await start({ empty: false });
    const { items: channels } = await readAll(emulator, 'conversations.list', 'channels', {
      types: EVERY_KIND,
    });
    const shown: string[] = [];
    const subtypes = new Set<string | undefined>();
    for (const { id } of channels) {
      const { items } = await readAll(emulator, 'conversations.history', 'messages', {
        channel: id,
        limit: 30,
      });
      shown.push(...items.map(({ ts }) => `${id} ${ts}`));
      for (const { subtype } of items) subtypes.add(subtype);
      for (const { ts } of items.filter(({ reply_count: count }) => count > 0)) {
        const thread = await readAll(emulator, 'conversations.replies', 'messages', { channel: id, ts });
        shown.push(...thread.items.map((reply) => `${id} ${reply.ts}`));
      }
    }
    expect([...new Set(shown)].toSorted()).toEqual(
      emulator.truth
        .messages()
        .map(({ channel_id: id, ts }) => `${id} ${ts}`)
        .toSorted(),
    );
    expect([...subtypes].map(String).toSorted()).toEqual(
      ['bot_message', 'channel_join', 'thread_broadcast', 'tombstone', 'undefined'].toSorted(),
    );
    expect(emulator.truth.files().length).toBeGreaterThan(40);
    expect(emulator.truth.reactions().length).toBeGreaterThan(100);
    expect(channels.filter((channel) => channel.is_ext_shared)).toHaveLength(1);
  }, 20_000);

  it('is the same for the same seed and `now`', async () => {
    const read = async (seed: string) => {
      const { emulator } = await start({ empty: false, seed, size: { accounts: 3, deals: 3 } });
      return JSON.stringify([emulator.truth.messages(), emulator.truth.channels(), emulator.truth.users()]);
    };
    expect(await read('one')).toBe(await read('one'));
    expect(await read('one')).not.toBe(await read('two'));
  });
});

describe('a population', () => {
  it('is read whole, threads included', async () => {
    const population = { channels: 3, messages: 120, threadEvery: 40, replies: 2 };
    const { emulator } = await start({ empty: false, population });
    const { items } = await readAll(emulator, 'conversations.list', 'channels');
    expect(items).toHaveLength(3);
    const { items: messages, pages } = await readAll(emulator, 'conversations.history', 'messages', {
      channel: items[0].id,
      limit: 50,
    });
    expect(pages).toEqual([50, 50, 20]);
    const [{ ts }] = messages.filter(({ reply_count: count }) => count === 2);
    const { json } = await ask(emulator, 'conversations.replies', { channel: items[0].id, ts });
    expect(json.messages).toHaveLength(3);
    expect(emulator.truth.countMessages()).toBe(3 * (120 + 3 * 2));
  });

  it('can be changed', async () => {
    const { emulator } = await start({
      empty: false,
      population: { channels: 1, messages: 5, threadEvery: 5 },
    });
    const [{ id }] = emulator.truth.channels() as any[];
    const [oldest, , middle] = emulator.truth.messages(id).filter(({ placement }) => placement === 'channel');
    emulator.changes.edit(id, middle!.ts, { text: 'other' });
    emulator.changes.reply(id, oldest!.ts, { text: 'late' });
    emulator.changes.remove(id, emulator.truth.messages(id).at(-1)!.ts);
    emulator.changes.post(id, { text: 'new' });
    const { items } = await readAll(emulator, 'conversations.history', 'messages', { channel: id, limit: 2 });
    expect(items.map(({ text }) => text)).toEqual(expect.arrayContaining(['new', 'other']));
    expect(items).toHaveLength(5);
    expect(items.at(-1)).toMatchObject({ reply_count: 4 });
  });
});

describe('startSandbox', () => {
  it('gives a configuration that works, and counts requests', async () => {
    const sandbox = await startSandbox();
    try {
      const response = await fetch(`${sandbox.config.api_endpoint}auth.test`, {
        headers: { authorization: `Bearer ${sandbox.config.api_token}` },
      });
      expect((await response.json()) as object).toMatchObject({ ok: true, team: 'Halden Systems' });
      expect(sandbox.requests()).toBe(1);
    } finally {
      await sandbox.close();
    }
  });
});
