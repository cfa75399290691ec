import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Redactor } from '@etl/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callWith, linesOf } from './__fixtures__/call-cli.js';
import { fillGong, startGong, type GongEmulator } from './__fixtures__/gong.js';
import { buildCall, buildGongData, callId } from './__fixtures__/gong-data.js';
import { createProject, sourceYaml, type Project } from './__fixtures__/project.js';
import { createRecordingIo } from './__fixtures__/recording-io.js';
import { useTemporaryFolders } from './__fixtures__/temporary-folders.js';
import { tellPreview } from './output/tell-preview.js';

const makeFolder = useTemporaryFolders();
const HOUR = 3_600_000;
let gong: GongEmulator;
let project: Project;

beforeAll(async () => {
  gong = await startGong({ empty: true, pageSize: 10 });
  fillGong(gong, buildGongData({ calls: 300 }));
  // A duration that is no whole number does not fit its column.
  const odd = buildCall(400, Date.now() - 9 * 24 * HOUR).replace('"duration":460', '"duration":"soon"');
  gong.calls.add({ extensive: odd });
  project = await createProject({ directory: await makeFolder(), gong });
});
afterAll(() => gong.close());

function etl(...args: string[]) {
  return callWith(project.environment, project, 'preview', ...args);
}

describe('etl preview', () => {
  it('shows the first records of each table as they would be typed, with what does not fit', async () => {
    const io = await etl('--stream', 'calls', '--json', '--limit', '4');
    expect(io.exitCode()).toBe(0);
    const lines = linesOf(io);
    expect(lines.map(({ type, table }) => [type, table])).toEqual([
      ...Array.from({ length: 4 }, () => ['record', 'calls']),
      ...Array.from({ length: lines.length - 4 }, () => ['record', 'transcripts']),
    ]);
    const odd = lines.find(({ values }) => values.id === callId(400));
    expect(odd.values.duration).toBeNull();
    expect(odd.errors).toContainEqual({ column: 'duration', reason: 'not_integer', value: 'soon' });
    const other = lines.find(({ values, table }) => table === 'calls' && values.id !== callId(400));
    expect(other.values.duration).toEqual(expect.any(Number));
    expect(other.errors).not.toContainEqual(expect.objectContaining({ column: 'duration' }));
  });

  it('shows people ten of each, one value a line, and shares a line among empty columns', async () => {
    const text = (await etl('--stream', 'users')).stdout();
    expect(text).toMatch(/^GONG_DATA\.users$/m);
    expect(text.match(/^ {2}record \d+$/gm)).toHaveLength(10);
    expect(text).toMatch(/^ {2}email_address +user\d+@seller\.example$/m);
    expect(text).toMatch(/^ {2}NULL +\w+, /m);
  });

  it('stops asking when it has enough, and leaves nothing: no database, no state, no file', async () => {
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith('etl-conform-'));
    const requests = gong.requests.length;
    await etl('--stream', 'calls', '--limit', '1');
    const asked = gong.requests.length - requests;
    // The whole account takes more than sixty.
    expect(asked).toBeLessThan(12);
    await new Promise((resolve) => setImmediate(resolve));
    expect(gong.requests.length - requests).toBe(asked);
    expect((await readdir(project.directory)).filter((name) => name.includes('duckdb'))).toEqual([]);
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('etl-conform-'))).toEqual(before);
  });

  it('says that there is nothing where there is nothing', async () => {
    const io = await etl('--stream', 'calls', '--until', '2001-01-01');
    expect(io.stdout()).toContain('GONG_DATA.calls: no record was read');
    expect(io.exitCode()).toBe(0);
  });

  it('needs to know which stream, unless there is only one', async () => {
    const io = await etl();
    expect(io.stderr()).toBe(
      '`etl preview` shows one stream, and none was named. Name it: --source gong --stream users, or --source gong --stream calls.\n',
    );
    expect(io.exitCode()).toBe(2);
    const single = await createProject({ directory: await makeFolder(), gong });
    await single.write('configs/sources/gong.yaml', sourceYaml({}).replace(/ +- (calls|transcripts)\n/g, ''));
    const only = await callWith(single.environment, single, 'preview', '--limit', '1');
    expect(only.stdout()).toMatch(/^ {2}record 1$/m);
    expect((await etl('--stream', 'emails')).exitCode()).toBe(2);
  });
});

describe('what a person is shown', () => {
  const table = {
    name: 't',
    fields: [{ name: 'text', path: ['text'], type: 'string' as const }],
    primaryKey: ['text'],
  };
  const planned = { source: { name: 's', schema: 'S' }, stream: { name: 'x' }, tables: [table] } as never;
  const rows = [{ text: `two\nlines "${'x'.repeat(200)}`, _etl_errors: null }];
  const rejects = [{ reason: 'no_key', record: '{}' }];

  it.each([
    [true, /^ {2}text +two\\nlines "x{87}…$/m],
    [false, /^ {2}text +two\\nlines "x{200}$/m],
  ])('is shortened on a terminal only (%s)', (isInteractive, line) => {
    const io = createRecordingIo({ isInteractive });
    tellPreview(planned, [{ table: 't', rows, rejects }], {
      io,
      options: { config: '' },
      redactor: new Redactor(),
    });
    expect(io.stdout()).toMatch(line);
    expect(io.stdout()).toContain('rejected, no_key: {}');
  });
});
