import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_TIME, EVERYTHING, ask, callsPath, start } from '../__fixtures__/ask.js';
import { createGongEmulator } from '../index.js';

const EXTENSIVE_LINE =
  '{ "metaData":{"id": "7027995831463343606" ,"started":"2025-03-03T08:13:00.037-08:00","amount":12345678901234567890.10},"parties":[{"name":"Zo\\u00eb \\ud800"}],"context":[{"system":"HubSpot","objects":[{"objectId":58000000000000000001,"fields":[{"name":"amount","value":0.0}],"timing":"Now"}]}] , "content":{"topics":[ ]}}';
const BASIC_LINE =
  '{"id":"7027995831463343606", "title":"Ünïcode","started":"2025-03-03T08:13:00.037-08:00","duration":1.50}';
const TRANSCRIPT_LINE = '{"callId": "7027995831463343606","transcript":[{"sentences":[{"start":0.0}]}]}';
const USER_LINE = '{"id": 7017893522951109836, "emailAliases": [ ], "created": "2021-02-11T10:04:05.000Z"}';

let root: string;
let folders = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'gong-folder-'));
});

afterAll(() => rm(root, { recursive: true }));

async function writeFolder(files: Record<string, string | Uint8Array>): Promise<string> {
  folders += 1;
  const directory = await mkdtemp(join(root, `${folders}-`));
  await Promise.all(Object.entries(files).map(([file, text]) => writeFile(join(directory, file), text)));
  return directory;
}

const failToStart = async (files: Record<string, string | Uint8Array>): Promise<string> => {
  const dataDirectory = await writeFolder(files);
  const reason = await createGongEmulator({ dataDirectory }).then(
    () => 'it started',
    (error: unknown) => (error as Error).message,
  );
  return reason.replace(dataDirectory, '<folder>');
};

describe('a folder of records', () => {
  it('travels to the client byte for byte', async () => {
    const dataDirectory = await writeFolder({
      'calls_extensive.ndjson': `${EXTENSIVE_LINE}\n`,
      'calls.ndjson': BASIC_LINE,
      'transcripts.ndjson': `\n${TRANSCRIPT_LINE}\r\n`,
      'users.ndjson': `\uFEFF${USER_LINE}\n\n`,
    });
    const emulator = await start({ dataDirectory });
    const textOf = async (path: string, body?: object) => (await ask(emulator, path, { body })).text;
    const selection = { filter: ALL_TIME, contentSelector: EVERYTHING };
    expect(await textOf('/v2/calls/extensive', selection)).toContain(`"calls":[${EXTENSIVE_LINE}]`);
    expect(await textOf(callsPath())).toContain(`"calls":[${BASIC_LINE}]`);
    expect(await textOf('/v2/calls/7027995831463343606')).toContain(`"call":${BASIC_LINE}}`);
    expect(await textOf('/v2/calls/transcript', { filter: ALL_TIME })).toContain(
      `"callTranscripts":[${TRANSCRIPT_LINE}]`,
    );
    expect(await textOf('/v2/users')).toContain(`"users":[${USER_LINE}]`);
    expect(await textOf('/v2/users/7017893522951109836')).toContain(`"user":${USER_LINE}}`);
  });

  it('keeps the bytes of what stays when parts are left out', async () => {
    const dataDirectory = await writeFolder({ 'calls_extensive.ndjson': EXTENSIVE_LINE });
    const emulator = await start({ dataDirectory });
    const contentSelector = { context: 'Basic' };
    const { text } = await ask(emulator, '/v2/calls/extensive', {
      body: { filter: ALL_TIME, contentSelector },
    });
    expect(text).toContain(
      '"calls":[{"metaData":{"id": "7027995831463343606" ,"started":"2025-03-03T08:13:00.037-08:00","amount":12345678901234567890.10},"context":[{"system":"HubSpot","objects":[{"objectId":58000000000000000001,"timing":"Now"}]}]}]',
    );
  });

  it('may lack files: calls are then listed by their metaData, or only in the basic list', async () => {
    const other = '{"id":"2","started":"2025-01-01T00:00:00Z"}';
    const emulator = await start({
      dataDirectory: await writeFolder({ 'calls_extensive.ndjson': EXTENSIVE_LINE, 'calls.ndjson': other }),
    });
    const basic = await ask(emulator, callsPath());
    expect(basic.json.calls.map((call: any) => call.id)).toEqual(['2', '7027995831463343606']);
    expect(basic.text).toContain('"amount":12345678901234567890.10');
    const extensive = await ask(emulator, '/v2/calls/extensive', { body: { filter: ALL_TIME } });
    expect(extensive.json.records.totalRecords).toBe(1);
    expect((await ask(emulator, '/v2/users')).json.users).toEqual([]);
  });

  it('may hold files of other lists too', async () => {
    const line = '{"answeredScorecardId": 7027995831463343606, "reviewMethod":"MANUAL"}';
    const files = { 'users.ndjson': USER_LINE, 'answered_scorecards.ndjson': line };
    const emulator = await start({ dataDirectory: await writeFolder(files) });
    const { text } = await ask(emulator, '/v2/stats/activity/scorecards', { body: {} });
    expect(text).toContain(`"answeredScorecards":[${line}]`);
    expect(await failToStart({ 'users.ndjson': USER_LINE, 'trackers.ndjson': '{"id":"1"}' })).toBe(
      'trackers.ndjson line 1: a record needs `trackerId`. Correct or remove this line.',
    );
  });

  it('lists one user from a folder of users alone', async () => {
    const emulator = await start({ dataDirectory: await writeFolder({ 'users.ndjson': USER_LINE }) });
    expect((await ask(emulator, '/v2/users')).json.records.totalRecords).toBe(1);
  });
});

describe('a folder that cannot be served', () => {
  it('names file, line and fault of the first bad line', async () => {
    expect(await failToStart({ 'users.ndjson': `${USER_LINE}\n\n{"id": "2"` })).toMatch(
      /^users\.ndjson line 3: .*JSON.*\. Correct or remove this line\.$/,
    );
    expect(await failToStart({ 'calls.ndjson': '[1]' })).toBe(
      'calls.ndjson line 1: not a JSON object. Correct or remove this line.',
    );
    expect(
      await failToStart({ 'calls_extensive.ndjson': `${EXTENSIVE_LINE}\n{"metaData":{"id":"2"}}` }),
    ).toBe(
      'calls_extensive.ndjson line 2: call 2 needs `started`, an RFC 3339 instant. Correct or remove this line.',
    );
    expect(await failToStart({ 'calls.ndjson': '{"started":"2025-01-01T00:00:00Z"}' })).toBe(
      'calls.ndjson line 1: no `id`. Correct or remove this line.',
    );
  });

  it('names a line that is not UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(`${USER_LINE}\n{"id":"`), Buffer.of(0xff), Buffer.from('"}')]);
    expect(await failToStart({ 'users.ndjson': bytes })).toBe(
      'users.ndjson line 2: not valid UTF-8. Save the file as UTF-8.',
    );
  });

  it('names a record that comes twice, rather than losing one', async () => {
    const twice = (line: string) => `${line}\n${line}`;
    expect(await failToStart({ 'users.ndjson': twice(USER_LINE) })).toContain(
      'users.ndjson line 2: user 7017893522951109836 is',
    );
    expect(await failToStart({ 'calls.ndjson': twice(BASIC_LINE) })).toContain(
      'calls.ndjson line 2: call 7027995831463343606 stands in an earlier line too',
    );
    expect(await failToStart({ 'calls_extensive.ndjson': twice(EXTENSIVE_LINE) })).toContain(
      'calls_extensive.ndjson line 2: call',
    );
    expect(
      await failToStart({ 'calls.ndjson': BASIC_LINE, 'transcripts.ndjson': twice(TRANSCRIPT_LINE) }),
    ).toContain('transcripts.ndjson line 2: call 7027995831463343606 has a transcript in an earlier line');
  });

  it('names a transcript whose call is missing', async () => {
    expect(await failToStart({ 'transcripts.ndjson': TRANSCRIPT_LINE })).toBe(
      'transcripts.ndjson line 1: call 7027995831463343606 is in neither calls_extensive.ndjson nor calls.ndjson. Correct or remove this line.',
    );
  });

  it('names the folder when it holds none of the files, or is a file', async () => {
    expect(await failToStart({ 'other.ndjson': '{}' })).toBe(
      '<folder> holds none of calls_extensive.ndjson, calls.ndjson, transcripts.ndjson, users.ndjson: point to a folder with at least one.',
    );
    const file = join(await writeFolder({ 'users.ndjson': USER_LINE }), 'users.ndjson');
    await expect(createGongEmulator({ dataDirectory: file })).rejects.toThrow('ENOTDIR');
  });
});
