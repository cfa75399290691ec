import { describe, expect, it } from 'vitest';
import { ask, readAll, start, textsOf } from '../__fixtures__/ask.js';
import type { SlackEmulator } from '../index.js';

const C = 'C0000000001';
const REPLIES = 'conversations.replies';

async function startThread(count: number) {
  const { emulator } = await start();
  emulator.changes.createChannel({ id: C });
  const ts = emulator.changes.post(C, { text: 'root', user: 'U1' });
  const replies = Array.from({ length: count }, (_, index) =>
    emulator.changes.reply(C, ts, { text: `r${index}`, user: `U${index}`, broadcast: index === 1 }),
  );
  return { emulator, ts, replies };
}

const root = async (emulator: SlackEmulator) =>
  (await ask(emulator, 'conversations.history', { channel: C })).json.messages.at(-1);

describe('conversations.replies', () => {
  it('answers the earliest first, after the message that began the thread', async () => {
    const { emulator, ts, replies } = await startThread(3);
    const answer = await ask(emulator, REPLIES, { channel: C, ts });
    expect(textsOf(answer)).toEqual(['root', 'r0', 'r1', 'r2']);
    expect(answer.json.messages[1]).toMatchObject({ thread_ts: ts, parent_user_id: 'U1' });
    expect(textsOf(await ask(emulator, REPLIES, { channel: C, ts: replies[2]! }))).toHaveLength(4);
  });

  it('begins with that message whatever bounds are given', async () => {
    const { emulator, ts, replies } = await startThread(4);
    const since = { channel: C, ts, oldest: replies[1]! };
    expect(textsOf(await ask(emulator, REPLIES, since))).toEqual(['root', 'r2', 'r3']);
    expect(textsOf(await ask(emulator, REPLIES, { ...since, inclusive: true }))).toEqual([
      'root',
      'r1',
      'r2',
      'r3',
    ]);
    expect(textsOf(await ask(emulator, REPLIES, { ...since, latest: replies[3]! }))).toEqual(['root', 'r2']);
  });

  it('is cut into pages, of which only the first has that message', async () => {
    const { emulator, ts } = await startThread(7);
    const values = { channel: C, ts, limit: 3 };
    expect((await readAll(emulator, REPLIES, 'messages', values)).pages).toEqual([3, 3, 2]);
    emulator.setPages('uneven');
    const uneven = await readAll(emulator, REPLIES, 'messages', values);
    expect(uneven.pages).toEqual([3, 0, 2, 3]);
    expect(new Set(uneven.items.map(({ ts }) => ts)).size).toBe(8);
    emulator.setTerms('tight');
    emulator.setPages('full');
    expect((await ask(emulator, REPLIES, { channel: C, ts })).json.messages).toHaveLength(8);
  });

  it('repeats a page, or turns it around, when a fault says so', async () => {
    const { emulator, ts } = await startThread(4);
    const values = { channel: C, ts, limit: 3 };
    emulator.faults.inject({ kind: 'reorder-page' });
    expect(textsOf(await ask(emulator, REPLIES, values))).toEqual(['r1', 'r0', 'root']);
    emulator.faults.inject({ kind: 'duplicate-page' });
    const cursor = (await ask(emulator, REPLIES, values)).json.response_metadata.next_cursor;
    expect(textsOf(await ask(emulator, REPLIES, { ...values, cursor }))).toEqual(['r0', 'r1', 'r2']);
  });

  it('answers a message without replies alone, and knows no thread of joins and of nothing', async () => {
    const { emulator } = await startThread(0);
    const ts = emulator.changes.post(C, { text: 'alone' });
    expect(textsOf(await ask(emulator, REPLIES, { channel: C, ts }))).toEqual(['alone']);
    emulator.changes.join(C, 'U7');
    const joined = emulator.truth.messages().at(-1)!;
    expect(joined.message).toMatchObject({ subtype: 'channel_join', user: 'U7' });
    for (const missing of [joined.ts, '1600000000.000000']) {
      expect((await ask(emulator, REPLIES, { channel: C, ts: missing })).json.error).toBe('thread_not_found');
    }
  });
});

describe('a thread in its channel', () => {
  it('shows in its first message, and in replies that were sent to the channel too', async () => {
    const { emulator, ts, replies } = await startThread(7);
    expect(await root(emulator)).toMatchObject({
      ts,
      thread_ts: ts,
      reply_count: 7,
      reply_users_count: 7,
      reply_users: ['U0', 'U1', 'U2', 'U3', 'U4'],
      latest_reply: replies[6],
    });
    const { json } = await ask(emulator, 'conversations.history', { channel: C });
    expect(json.messages.map(({ text }: any) => text)).toEqual(['r1', 'root']);
    expect(json.messages[0]).toMatchObject({
      subtype: 'thread_broadcast',
      ts: replies[1],
      root: { ts, text: 'root' },
    });
    const places = emulator.truth
      .messages(C)
      .map(({ ts: at, root_ts, placement }) => [at, root_ts, placement]);
    expect(places).toContainEqual([replies[1], ts, 'channel']);
    expect(places).toContainEqual([replies[2], ts, 'thread']);
    expect(places).toHaveLength(8);
  });

  it('keeps its thread_ts when all replies are gone', async () => {
    const { emulator, ts, replies } = await startThread(1);
    emulator.changes.remove(C, replies[0]!);
    const message = await root(emulator);
    expect(message.thread_ts).toBe(ts);
    expect(message.reply_count).toBeUndefined();
  });

  it('leaves a tombstone when its first message is deleted, until the last reply is', async () => {
    const { emulator, ts, replies } = await startThread(2);
    emulator.changes.remove(C, ts);
    expect(await root(emulator)).toMatchObject({
      subtype: 'tombstone',
      user: 'USLACKBOT',
      text: 'This message was deleted.',
      reply_count: 2,
    });
    for (const reply of replies) emulator.changes.remove(C, reply);
    expect(emulator.truth.messages()).toEqual([]);
  });
});
