import { describe, expect, it } from 'vitest';
import { ask, DAY, NOON, readAll, start, textsOf } from '../__fixtures__/ask.js';
import type { SlackEmulator, SlackEmulatorOptions } from '../index.js';

const C = 'C0000000001';
const HISTORY = 'conversations.history';
const tsOf = (index: number): string => `17000000${String(index).padStart(2, '0')}.000100`;

async function startWith(count: number, options: SlackEmulatorOptions = {}) {
  const { emulator, clock } = await start(options);
  emulator.changes.createChannel({ id: C, name: 'general' });
  for (let index = 0; index < count; index += 1) {
    emulator.changes.post(C, { ts: tsOf(index), text: `m${index}` });
  }
  return { emulator, clock };
}

const history = (emulator: SlackEmulator, values: Record<string, string | number | boolean> = {}) =>
  ask(emulator, HISTORY, { channel: C, ...values });

describe('conversations.history', () => {
  it('answers the newest first, and 100 unless told otherwise', async () => {
    const { emulator } = await startWith(3);
    const { json } = await history(emulator);
    expect(json).toMatchObject({ ok: true, has_more: false, pin_count: 0 });
    expect(json.messages.map(({ text }: any) => text)).toEqual(['m2', 'm1', 'm0']);
    expect(json.response_metadata).toBeUndefined();
    for (let index = 0; index < 100; index += 1) emulator.changes.post(C, { text: 'more' });
    const { json: full } = await history(emulator);
    expect([full.messages.length, full.has_more]).toEqual([100, true]);
    expect((await history(emulator, { limit: 999 })).json.messages).toHaveLength(103);
    expect((await history(emulator, { limit: 1000 })).json).toEqual({ ok: false, error: 'invalid_limit' });
  });

  it('takes bounds as exclusive, unless they are said to be inclusive', async () => {
    const { emulator } = await startWith(5);
    const bounds = { oldest: tsOf(1), latest: tsOf(3) };
    expect(textsOf(await history(emulator, bounds))).toEqual(['m2']);
    expect(textsOf(await history(emulator, { ...bounds, inclusive: true }))).toEqual(['m3', 'm2', 'm1']);
    expect(textsOf(await history(emulator, { oldest: '0', latest: '1700000002' }))).toEqual(['m1', 'm0']);
    expect((await history(emulator, { oldest: 'yesterday' })).json.error).toBe('invalid_ts_oldest');
    expect((await history(emulator, { latest: '1.2.3' })).json.error).toBe('invalid_ts_latest');
  });

  it('goes on from a cursor, whatever was written or deleted meanwhile', async () => {
    const { emulator } = await startWith(6);
    const first = await history(emulator, { limit: 2 });
    emulator.changes.post(C, { text: 'new' });
    emulator.changes.remove(C, tsOf(3));
    const cursor = first.json.response_metadata.next_cursor;
    expect(textsOf(first)).toEqual(['m5', 'm4']);
    expect(textsOf(await history(emulator, { limit: 2, cursor }))).toEqual(['m2', 'm1']);
  });

  it('refuses cursors that are over, unknown, or of another channel', async () => {
    const { emulator, clock } = await startWith(4, { cursorSeconds: 60 });
    const cursor = (await history(emulator, { limit: 1 })).json.response_metadata.next_cursor;
    emulator.changes.createChannel({ id: 'C2' });
    expect((await history(emulator, { cursor, channel: 'C2' })).json.error).toBe('invalid_cursor');
    expect((await history(emulator, { cursor: 'bmV4dF90czox' })).json.error).toBe('invalid_cursor');
    clock.advance(59_999);
    expect((await history(emulator, { cursor })).json.ok).toBe(true);
    clock.advance(1);
    expect((await history(emulator, { cursor })).json.error).toBe('invalid_cursor');
    const next = (await history(emulator, { limit: 1 })).json.response_metadata.next_cursor;
    emulator.expireCursors();
    expect((await history(emulator, { cursor: next })).json.error).toBe('invalid_cursor');
  });

  it('may answer short and empty pages before the last one', async () => {
    const { emulator } = await startWith(20, { pages: 'uneven' });
    const { items, pages } = await readAll(emulator, HISTORY, 'messages', { channel: C, limit: 4 });
    expect(pages).toEqual([4, 0, 2, 4, 0, 2, 4, 0, 2, 2]);
    expect(new Set(items.map(({ ts }) => ts)).size).toBe(20);
    emulator.setPages('full');
    expect((await readAll(emulator, HISTORY, 'messages', { channel: C })).pages).toEqual([20]);
  });

  it('may answer fewer than were asked for', async () => {
    const { emulator } = await startWith(5, { largestPage: 2 });
    const { pages } = await readAll(emulator, HISTORY, 'messages', { channel: C, limit: 999 });
    expect(pages).toEqual([2, 2, 1]);
  });

  it('repeats a page, or turns it around, when a fault says so', async () => {
    const { emulator } = await startWith(4);
    emulator.faults.inject({ kind: 'reorder-page' });
    expect(textsOf(await history(emulator, { limit: 2 }))).toEqual(['m2', 'm3']);
    emulator.faults.inject({ kind: 'duplicate-page' });
    const cursor = (await history(emulator, { limit: 2 })).json.response_metadata.next_cursor;
    expect(textsOf(await history(emulator, { limit: 2, cursor }))).toEqual(['m3', 'm2']);
  });

  it('answers 15 under tight terms, whatever was asked for', async () => {
    const { emulator } = await startWith(20, { terms: 'tight' });
    expect((await history(emulator, { limit: 999 })).json.messages).toHaveLength(15);
  });

  it('hides what is older than 90 days under a free plan, and says so', async () => {
    const { emulator } = await startWith(2, { freePlan: true });
    const recent = `${String(Math.floor((NOON - 89 * DAY) / 1000))}.000001`;
    emulator.changes.post(C, { ts: recent, text: 'recent' });
    const { json } = await history(emulator);
    expect(json).toMatchObject({ is_limited: true, has_more: false });
    expect(json.messages.map(({ text }: any) => text)).toEqual(['recent']);
    emulator.setFreePlan(false);
    expect((await history(emulator)).json.is_limited).toBeUndefined();
  });

  it('keeps hidden subtypes to itself', async () => {
    const { emulator } = await startWith(1);
    emulator.changes.post(C, { subtype: 'message_changed', text: 'hidden' });
    expect(textsOf(await history(emulator))).toEqual(['m0']);
    expect(emulator.truth.messages()).toHaveLength(1);
  });

  it('answers only who is in the channel; a person may read public ones', async () => {
    const { emulator } = await startWith(1);
    emulator.changes.createChannel({ id: 'C2', members: [] });
    emulator.changes.createChannel({ id: 'C3', is_private: true, members: [] });
    expect((await history(emulator, { channel: 'C2' })).json.error).toBe('not_in_channel');
    expect((await history(emulator, { channel: 'C3' })).json.error).toBe('channel_not_found');
    expect((await history(emulator, { channel: 'C9' })).json.error).toBe('channel_not_found');
    expect((await ask(emulator, HISTORY)).json.error).toBe('invalid_arguments');
    const { emulator: other } = await startWith(1, { token: 'xoxp-person' });
    other.changes.createChannel({ id: 'C2', members: [] });
    expect((await history(other, { channel: 'C2' })).json.ok).toBe(true);
  });
});
