import { join } from 'node:path';
import { applyCheckpoint } from '@etl/core';
import { onTestFinished, describe, expect, it } from 'vitest';
import { createSlackEmulator, type SlackEmulator } from '../../emulator/index.js';
import { exportName, type ExportOptions } from '../../emulator/export/export-files.js';
import { writeExport } from '../../emulator/export/write-export.js';
import { NOW, openMessages, planOf, readExport, requestOf, type State } from '../__fixtures__/read-export.js';
import { temporaryFolder, zipFile } from '../__fixtures__/zip-file.js';
import { readMessages } from './read-messages.js';

const HOUR = 3_600_000;
const START = Date.UTC(2024, 0, 1);

async function startEmulator(): Promise<SlackEmulator> {
  const emulator = await createSlackEmulator({ size: { employees: 6, accounts: 4, deals: 5 } });
  onTestFinished(() => emulator.close());
  return emulator;
}

async function exportOf(
  emulator: SlackEmulator,
  options: ExportOptions = {},
  name = exportName('2024-01-01', '2025-06-30'),
) {
  const path = join(temporaryFolder(), name);
  await writeExport(emulator.workspace, path, options);
  return path;
}

interface Row {
  readonly channel_id: string;
  readonly ts: string;
  readonly root_ts: string;
  readonly placement: string;
}

const placeOf = ({ channel_id, ts, root_ts, placement }: Row) =>
  `${channel_id} ${ts} ${root_ts} ${placement}`;
const placesIn = (texts: string[]) => texts.map((text) => placeOf(JSON.parse(text) as Row)).sort();
const readState = () => new Map() as State;

describe('the messages of an export', () => {
  it.each([0, 14, -12])('are those of the workspace, whatever its time zone (%i hours)', async (zone) => {
    const emulator = await startEmulator();
    const messages = await openMessages(await exportOf(emulator, { conversations: 'all', zone }), {
      conversation_types: ['public_channel', 'private_channel', 'im', 'mpim'],
    });
    const reading = await readExport(messages);
    expect(reading.failures).toEqual({});
    const { truth } = emulator;
    expect(placesIn(reading.texts('messages'))).toEqual(truth.messages().map(placeOf).sort());
    expect(placesIn(reading.texts('reactions'))).toEqual(truth.reactions().map(placeOf).sort());
    expect(placesIn(reading.texts('files'))).toEqual(truth.files().map(placeOf).sort());
    expect(reading.fetched).toBe(truth.countMessages());
  });

  it('cover each channel up to its own newest message, from where the export begins', async () => {
    const emulator = await startEmulator();
    const messages = await openMessages(await exportOf(emulator));
    const state = readState();
    await readExport(messages, state);
    for (const { id } of messages.conversations.known) {
      const newest =
        emulator.truth
          .messages(id)
          .map(({ ts }) => ts)
          .sort()
          .at(-1) ?? '';
      const readAt = Math.floor(Number(newest) * 1000);
      expect(state.get(id)?.coverage).toEqual([
        { from: START + 12 * HOUR, to: readAt, readAt, scope: 'scope' },
      ]);
    }
  });

  it('are read once: a second run plans and unpacks nothing', async () => {
    const emulator = await startEmulator();
    const messages = await openMessages(await exportOf(emulator));
    const state = readState();
    await readExport(messages, state);
    expect(planOf(messages, state)).toEqual([]);
    expect((await readExport(messages, state)).items).toEqual([]);
  });

  it('are read again after their state was reset', async () => {
    const emulator = await startEmulator();
    const messages = await openMessages(await exportOf(emulator));
    const state = readState();
    await readExport(messages, state);
    const [channel] = messages.conversations.known;
    state.delete(channel?.id ?? '');
    const reading = await readExport(messages, state);
    expect(placesIn(reading.texts('messages'))).toEqual(
      emulator.truth.messages(channel?.id).map(placeOf).sort(),
    );
  });

  it('are read again where an option makes them cover something else', async () => {
    const emulator = await startEmulator();
    const path = await exportOf(emulator);
    const state = readState();
    await readExport(await openMessages(path), state);
    const reading = await readExport(await openMessages(path, {}, { scope: () => 'another' }), state);
    expect(reading.fetched).toBeGreaterThan(0);
  });

  it('of a single day are read again after their state was reset', async () => {
    const path = await zipFile([
      { name: 'channels.json', content: '[{"id":"C1","name":"general"}]' },
      { name: 'general/2025-06-15.json', content: `[{"ts":"${Date.UTC(2025, 5, 15, 20) / 1000}.000001"}]` },
    ]);
    const opened = await openMessages(path);
    const messages = { ...opened, file: { ...opened.file, start: Date.UTC(2025, 5, 15, 12) } };
    const state = readState();
    await readExport(messages, state);
    expect((await readExport(messages, state)).items).toEqual([]);
    state.delete('C1');
    expect((await readExport(messages, state)).texts('messages')).toHaveLength(1);
  });

  it('bring nothing back over what was read later', async () => {
    const emulator = await startEmulator();
    const messages = await openMessages(await exportOf(emulator));
    const state = readState();
    const now = Date.UTC(2025, 6, 2);
    for (const { id } of messages.conversations.known) {
      const interval = { from: messages.start, to: now, readAt: now, scope: 'scope' };
      state.set(id, { coverage: [interval] });
    }
    expect((await readExport(messages, state)).items).toEqual([]);
  });

  it('fill what was not read, with the replies that came to it later', async () => {
    const emulator = await startEmulator();
    const messages = await openMessages(await exportOf(emulator));
    const [channel] = messages.conversations.known;
    const id = channel?.id ?? '';
    const middle = Date.UTC(2025, 4, 1);
    const readAt = Date.UTC(2025, 6, 2);
    const state = readState();
    state.set(id, { coverage: [{ from: middle, to: readAt, readAt, scope: 'scope' }] });
    const reading = await readExport(messages, state);
    const expected = emulator.truth.messages(id).filter(({ ts, root_ts, placement }) => {
      const decides = placement === 'thread' ? root_ts : ts;
      return Number(decides) * 1000 < middle;
    });
    const found = placesIn(reading.texts('messages')).filter((place) => place.startsWith(id));
    expect(found).toEqual(expected.map(placeOf).sort());
    expect(reading.filtered).toMatchObject({ known_already: expect.any(Number) as number });
  });

  it('of a newer export go on from the older one', async () => {
    const emulator = await startEmulator();
    const state = readState();
    await readExport(await openMessages(await exportOf(emulator, { to: '2025-06-01' })), state);
    const { id } = (await openMessages(await exportOf(emulator))).conversations.known[0] ?? { id: '' };
    const before = state.get(id)?.coverage[0]?.to ?? 0;
    const messages = await openMessages(await exportOf(emulator));
    const reading = await readExport(messages, state);
    const found = placesIn(reading.texts('messages')).filter((place) => place.startsWith(id));
    const lookBack = 7 * 24 * HOUR;
    const expected = emulator.truth.messages(id).filter(({ ts }) => Number(ts) * 1000 >= before - lookBack);
    expect(found).toEqual(expect.arrayContaining(expected.map(placeOf)));
    expect(planOf(messages, state)).toEqual([]);
  });

  it('are known by their threads only where the replies are there', async () => {
    const ts = (second: number) => `17500000${String(second).padStart(2, '0')}.000000`;
    const root = { ts: ts(0), thread_ts: ts(0), reply_count: 2, latest_reply: ts(2) };
    const cut = { ts: ts(10), thread_ts: ts(10), reply_count: 2, latest_reply: ts(12) };
    const replies = [
      { ts: ts(1), thread_ts: ts(0) },
      { ts: ts(2), thread_ts: ts(0), subtype: 'thread_broadcast' },
      { ts: ts(11), thread_ts: ts(10) },
    ];
    const path = await zipFile([
      { name: 'channels.json', content: '[{"id":"C1","name":"general"}]' },
      { name: 'general/2025-06-15.json', content: JSON.stringify([root, cut, ...replies]) },
    ]);
    const state = readState();
    await readExport(await openMessages(path), state);
    expect(state.get('C1#threads')?.resume).toEqual({
      threads: { [ts(0)]: [2, ts(2), 1_750_000_011_000] },
    });
  });

  it('of a large channel are checkpointed on the way: what is left of a reading that stopped is read, and no more', async () => {
    const days = [10, 11, 12, 20];
    const messageOf = (day: number, number: number): string =>
      `{"ts":"${Date.UTC(2025, 5, day, 12) / 1000}.${String(number).padStart(6, '0')}"}`;
    const path = await zipFile([
      { name: 'channels.json', content: '[{"id":"C1","name":"general"}]' },
      ...days.map((day) => ({
        name: `general/2025-06-${day}.json`,
        content: `[${Array.from({ length: 30_000 }, (_, number) => messageOf(day, number)).join(',')}]`,
      })),
    ]);
    const whole = { file: { ...(await openMessages(path)).file, start: START } };
    const messages = await openMessages(path, {}, whole);
    const state = readState();
    const stopped: string[] = [];
    for await (const item of readMessages(messages, requestOf(new Map()))) {
      if (item.kind !== 'batch') throw item.error;
      stopped.push(...item.records.map(({ text }) => text));
      for (const checkpoint of item.checkpoints ?? []) {
        state.set(checkpoint.partition, applyCheckpoint(state.get(checkpoint.partition), checkpoint));
      }
      if (item.checkpoints?.length === 1) break;
    }
    expect(stopped).toHaveLength(60_000);
    const covered = state.get('C1')?.coverage;
    expect(covered).toMatchObject([{ to: Date.UTC(2025, 5, 11, 10), readAt: Date.UTC(2025, 5, 19, 10) - 1 }]);
    const reading = await readExport(messages, state);
    const dayOf = (text: string): number =>
      new Date(Number(/"ts":"(\d+)/.exec(text)?.[1]) * 1000).getUTCDate();
    expect(new Set(reading.texts('messages').map(dayOf))).toEqual(new Set([11, 12, 20]));
    expect(reading.texts('messages')).toHaveLength(90_000);
  });

  it('before the start date, and outside of a range that was asked for, are left out and counted', async () => {
    const path = await zipFile([
      { name: 'channels.json', content: '[{"id":"C1","name":"general"}]' },
      {
        name: 'general/2025-06-15.json',
        content: JSON.stringify(
          [10, 12, 14, 16].map((hour) => ({ ts: `${Date.UTC(2025, 5, 15, hour) / 1000}.000001` })),
        ),
      },
    ]);
    const messages = await openMessages(path, { start_date: '2025-06-15T11:00:00Z' });
    const all = await readExport(messages);
    expect([all.texts('messages').length, all.filtered]).toEqual([3, { before_start_date: 1 }]);
    const range = { since: Date.UTC(2025, 5, 15, 13), until: Date.UTC(2025, 5, 15, 15) };
    const part = await readExport(messages, readState(), range);
    expect([part.texts('messages').length, part.filtered]).toEqual([
      1,
      { before_start_date: 2, after_end: 1 },
    ]);
  });

  it('stop within a day when the run is aborted', async () => {
    const messages = Array.from(
      { length: 60_000 },
      () => `{"ts":"1750000000.000001","text":"${'x'.repeat(60)}"}`,
    );
    const path = await zipFile([
      { name: 'channels.json', content: '[{"id":"C1","name":"general"}]' },
      { name: 'general/2025-06-15.json', content: `[${messages.join(',')}]` },
    ]);
    const controller = new AbortController();
    const items = readMessages(await openMessages(path), requestOf(new Map(), { signal: controller.signal }));
    const { value } = await items.next();
    expect(value).toMatchObject({ kind: 'batch', table: 'messages' });
    controller.abort(new Error('enough'));
    await expect(items.next()).rejects.toThrow('enough');
  });

  it('stop when the run is aborted', async () => {
    const emulator = await startEmulator();
    const messages = await openMessages(await exportOf(emulator));
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(readExport(messages, readState(), { signal: controller.signal })).rejects.toThrow('enough');
  });

  it('that a token has read since then are not doubled by a reply that the API has read with its thread', async () => {
    const path = await zipFile([
      { name: 'channels.json', content: '[{"id":"C1","name":"general"}]' },
      {
        name: 'general/2025-06-15.json',
        content: JSON.stringify([
          {
            ts: '1749990000.000001',
            thread_ts: '1749990000.000001',
            reply_count: 1,
            latest_reply: '1749991000.000001',
          },
          { ts: '1749991000.000001', thread_ts: '1749990000.000001' },
          { ts: '1749991000.000002' },
        ]),
      },
    ]);
    const messages = await openMessages(path);
    const covered = (from: number, to: number) => ({ from, to, readAt: NOW, scope: 'scope' });
    const hole = [1_749_990_500_000, 1_749_991_500_000] as const;
    const coverage = [covered(messages.start - 10 * 24 * HOUR * 400, hole[0]), covered(hole[1], NOW)];
    const reading = await readExport(messages, new Map([['C1', { coverage }]]));
    expect(reading.texts('messages')).toHaveLength(1);
    expect(reading.texts('messages')[0]).toContain('1749991000.000002');
  });
});
