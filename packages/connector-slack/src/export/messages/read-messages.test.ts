import { join } from 'node:path';
import { onTestFinished, describe, expect, it } from 'vitest';
import { createSlackEmulator, type SlackEmulator } from '../../emulator/index.js';
import { exportName, type ExportOptions } from '../../emulator/export/export-files.js';
import { writeExport } from '../../emulator/export/write-export.js';
import { openMessages, planOf, readExport, type State } from '../__fixtures__/read-export.js';
import { temporaryFolder, zipFile } from '../__fixtures__/zip-file.js';

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
});
