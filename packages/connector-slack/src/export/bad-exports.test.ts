import { appendFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FileToZip } from '../emulator/export/write-zip.js';
import { collect } from './__fixtures__/collect.js';
import { openMessages, readExport, requestOf, type State } from './__fixtures__/read-export.js';
import { fileOf, zipBytes, zipFile } from './__fixtures__/zip-file.js';
import { readMessages } from './messages/read-messages.js';

const DAY = 'general/2025-06-15.json';
const OTHER = { name: 'random/2025-06-15.json', content: '[{"ts":"1750000000.000001"}]' };
const CHANNELS = {
  name: 'channels.json',
  content: '[{"id":"C1","name":"general"},{"id":"C2","name":"random"}]',
};
const withDay = (content: string | Buffer, name = DAY): FileToZip[] => [CHANNELS, { name, content }, OTHER];

async function failureOf(promise: Promise<unknown>): Promise<Error & { code?: string; remedy?: string }> {
  return promise.then(
    () => expect.unreachable('Nothing was thrown.'),
    (error: unknown) => error as Error,
  );
}

describe('an export that is none', () => {
  it.each<[string, string, string, FileToZip[]]>([
    ['an empty ZIP', 'export_without_channels', 'holds no channels.json', []],
    ['photos', 'export_without_channels', 'holds no channels.json', [{ name: 'a.jpg', content: 'x' }]],
    [
      'one without channels.json',
      'export_without_channels',
      'no export',
      [OTHER, { name: 'users.json', content: '[]' }],
    ],
    [
      'one whose channels.json is no JSON',
      'export_malformed',
      '"channels.json" is not a JSON array',
      [{ name: 'channels.json', content: 'oops' }],
    ],
    [
      'one whose channels.json is cut off',
      'export_malformed',
      '"channels.json" is cut off',
      [{ name: 'channels.json', content: '[{"id":"C1"}' }],
    ],
    [
      'one whose channels.json is an object',
      'export_malformed',
      'is not a JSON array',
      [{ name: 'channels.json', content: '{"channels":[]}' }],
    ],
    [
      'one whose groups.json is Latin-1',
      'export_not_utf8',
      '"groups.json" is not UTF-8',
      [CHANNELS, { name: 'groups.json', content: Buffer.from('[{"id":"G1","name":"k\xf6ln"}]', 'latin1') }],
    ],
  ])('%s: one message with file, entry and what to do', async (_name, code, words, files) => {
    const path = await zipFile(files);
    const error = await failureOf(openMessages(path));
    expect(error).toMatchObject({ code, remedy: expect.stringMatching(/\.$/) as string });
    expect(error.message).toContain(path);
    expect(error.message).toContain(words);
  });
});

describe('a conversation of which a file is of no use', () => {
  it.each<[string, string, string, FileToZip[]]>([
    ['no JSON', 'export_malformed', `"${DAY}" is not a JSON array`, withDay('<html></html>')],
    ['empty', 'export_malformed', `"${DAY}" is empty`, withDay('')],
    ['an object', 'export_malformed', 'is not a JSON array', withDay('{"messages":[]}')],
    [
      'cut off',
      'export_malformed',
      'is cut off after 37 characters',
      withDay('[{"ts":"1750000000.000001","text":"so'),
    ],
    [
      'broken in the middle',
      'export_malformed',
      'it breaks at character 27',
      withDay('[{"ts":"1750000000.000001"}}]'),
    ],
    ['UTF-16', 'export_not_utf8', 'is not UTF-8', withDay(Buffer.from('\uFEFF[]', 'utf16le'))],
    [
      'Latin-1',
      'export_not_utf8',
      'is not UTF-8',
      withDay(Buffer.from('[{"ts":"1750000000.000001","text":"\xfc"}]', 'latin1')),
    ],
    [
      'named by a day that does not exist',
      'export_bad_day',
      '"general/2025-02-30.json" is no date',
      withDay('[]', 'general/2025-02-30.json'),
    ],
    [
      'named by a day in another order',
      'export_bad_day',
      'is no date',
      withDay('[]', 'general/15-06-2025.json'),
    ],
    [
      'named by a day with one digit',
      'export_bad_day',
      'is no date',
      withDay('[]', 'general/2025-6-15.json'),
    ],
  ])('%s: fails alone, and its state does not move', async (_name, code, words, files) => {
    const path = await zipFile(files);
    const state: State = new Map();
    const reading = await readExport(await openMessages(path), state);
    expect(reading.failures).toEqual({ C1: code });
    const error = reading.items.flatMap((item) => (item.kind === 'partition_failure' ? [item.error] : []))[0];
    expect(error?.message).toContain(path);
    expect(error?.message).toContain(words);
    expect(error?.remedy).toMatch(/\.$/);
    expect([...state.keys()]).toEqual(['C2#export']);
    expect(reading.texts('messages')).toHaveLength(1);
  });

  it('is told until the conversation was read otherwise', async () => {
    const files = [
      ...withDay('[]', 'general/2025-6-15.json'),
      { name: 'general/2025-06-16.json', content: '[]' },
    ];
    const messages = await openMessages(await zipFile(files));
    const readAt = Date.UTC(2025, 5, 20);
    const coverage = [{ from: 0, to: readAt, readAt, scope: 'scope' }];
    expect((await readExport(messages, new Map([['C1', { coverage }]]))).failures).toEqual({});
    expect((await readExport(messages)).failures).toEqual({ C1: 'export_bad_day' });
  });

  it('encrypted, or with another checksum: fails alone', async () => {
    const bytes = await zipBytes(withDay('[{"ts":"1750000000.000001","text":"as it was sent"}]'));
    const line = bytes.lastIndexOf(DAY) - 46;
    const patched = (offset: number, value: number) => {
      const copy = Buffer.from(bytes);
      copy[line + offset] = value;
      return fileOf(copy);
    };
    const encrypted = await readExport(await openMessages(patched(8, 1)));
    expect(encrypted.failures).toEqual({ C1: 'export_encrypted' });
    const changed = await readExport(await openMessages(patched(16, 0)));
    expect(changed.failures).toEqual({ C1: 'export_broken_entry' });
    // Nothing of a small file is given that is not proved.
    expect(changed.texts('messages')).toHaveLength(1);
  });

  it('in a folder that no list knows: fails by its name unless it is excluded', async () => {
    const path = await zipFile([...withDay('[]'), { name: 'secret/2025-06-15.json', content: '[]' }]);
    const reading = await readExport(await openMessages(path));
    expect(reading.failures).toEqual({ secret: 'export_unknown_folder' });
    const without = await openMessages(path, { channels: { exclude: ['secret'] } });
    expect((await readExport(without)).failures).toEqual({});
  });

  it('in a folder that two conversations share: both fail', async () => {
    const lists = { name: 'groups.json', content: '[{"id":"G1","name":"general"}]' };
    const reading = await readExport(await openMessages(await zipFile([...withDay('[]'), lists])));
    expect(reading.failures).toEqual({ C1: 'export_ambiguous_folder', G1: 'export_ambiguous_folder' });
  });
});

describe('single bad messages', () => {
  const good = '{"ts":"1750000000.000001","text":"good"}';
  const place = '"channel_id":"C1","placement":"channel"';

  it.each([
    ['no object', '17', `{${place},"message":17}`],
    ['no ts', '{"text":"x"}', `{${place},"message":{"text":"x"}}`],
    ['a ts that is a number', '{"ts":1750000000.000001}', `{${place},"message":{"ts":1750000000.000001}}`],
    ['another form of ts', '{"ts":"yesterday"}', `{${place},"message":{"ts":"yesterday"}}`],
    ['no JSON between matching brackets', '{"ts":oops}', `{${place},"message":{"ts":oops}}`],
  ])('with %s go on without a key, to become dead letters', async (_name, bad, expected) => {
    const reading = await readExport(await openMessages(await zipFile(withDay(`[${bad},${good}]`))));
    expect(reading.failures).toEqual({});
    const [first, second] = reading.texts('messages');
    expect(first).toBe(expected);
    expect(second).toContain(good);
    expect(reading.fetched).toBe(3);
  });

  it('of another day, or of times to come, are loaded and claim nothing', async () => {
    const content = '[{"ts":"9999999999.000000"},{"ts":"1500000000.000000"},{"ts":"1750000000.000001"}]';
    const state: State = new Map();
    const next = { name: 'general/2025-06-20.json', content: '[]' };
    const reading = await readExport(await openMessages(await zipFile([...withDay(content), next])), state);
    expect(reading.texts('messages').filter((text) => text.includes('"C1"'))).toHaveLength(3);
    const lastDay = Date.UTC(2025, 5, 19, 10);
    expect(state.get('C1')?.coverage.map(({ to, readAt }) => [to, readAt])).toEqual([[lastDay, lastDay]]);
  });

  it('with a byte order mark before them, or duplicate keys in them, are loaded', async () => {
    const content = '\uFEFF[{"ts":"1750000000.000001","ts":"1750000000.000002"}]';
    const reading = await readExport(await openMessages(await zipFile(withDay(content))));
    expect(reading.failures).toEqual({});
    expect(reading.texts('messages')[0]).toContain('"ts":"1750000000.000002","root_ts"');
  });

  it('as an element without end fail the conversation instead of filling memory', async () => {
    const text = Buffer.from(`[{"ts":"1","text":"${'lorem ipsum '.repeat(100)}`);
    async function* endless() {
      for (let piece = 0; piece < 20_000; piece += 1) yield piece === 0 ? text : text.subarray(1);
    }
    const path = await zipFile([CHANNELS, { name: DAY, content: endless() }, OTHER]);
    const reading = await readExport(await openMessages(path));
    expect(reading.failures).toMatchObject({
      C1: expect.stringMatching(/^export_(malformed|suspicious_entry)$/) as string,
    });
  });
});

describe('a ZIP that is read', () => {
  it('stops everything when it changes meanwhile', async () => {
    const path = await zipFile(withDay('[]'));
    const messages = await openMessages(path);
    appendFileSync(path, 'x');
    const error = await failureOf(readExport(messages));
    expect(error).toMatchObject({ code: 'export_not_zip' });
  });

  it('stops everything when it changes after the first conversation', async () => {
    const path = await zipFile([...withDay('[{"ts":"1750000000.000001"}]')]);
    const items = readMessages(await openMessages(path), requestOf(new Map()));
    await items.next();
    appendFileSync(path, 'x');
    const rest = failureOf(collect(items));
    expect(await rest).toMatchObject({ code: 'export_changed' });
  });

  it('stops everything when another one lies in its place', async () => {
    const path = await zipFile(withDay('[]'));
    const messages = await openMessages(path);
    writeFileSync(path, await zipBytes([CHANNELS, OTHER]));
    expect(await failureOf(readExport(messages))).toMatchObject({ code: 'export_changed' });
  });

  it('may hold what systems and people add to it; what is strange is told', async () => {
    const inside = withDay('[]').map((file) => ({ ...file, name: `My export/${file.name}` }));
    const path = await zipFile([
      ...inside,
      { name: '__MACOSX/My export/._channels.json', content: 'x' },
      { name: 'My export/.DS_Store', content: 'x' },
      { name: 'My export/general/canvas_in_the_conversation.json', content: '[]' },
      { name: 'My export/general/notes.txt', content: 'x' },
      { name: 'My export/general/files/2025-06-15.json', content: '[]' },
    ]);
    const messages = await openMessages(path);
    expect((await readExport(messages)).failures).toEqual({});
    expect(messages.file.index.strange).toEqual({
      count: 2,
      examples: ['My export/general/notes.txt', 'My export/general/files/'],
    });
  });

  it('of names that are decomposed finds its folders', async () => {
    const path = await zipFile([
      { name: 'channels.json', content: JSON.stringify([{ id: 'C1', name: 'k\u00f6ln' }]) },
      { name: 'ko\u0308ln/2025-06-15.json', content: '[{"ts":"1750000000.000001"}]' },
    ]);
    expect((await readExport(await openMessages(path))).texts('messages')).toHaveLength(1);
  });
});
