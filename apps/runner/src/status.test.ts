import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callWith, linesOf } from './__fixtures__/call-cli.js';
import { fillGong, startGong, type GongEmulator } from './__fixtures__/gong.js';
import { buildGongData } from './__fixtures__/gong-data.js';
import { createProject, daysAgo, sourceYaml, START_DATE, type Project } from './__fixtures__/project.js';
import { createRecordingIo } from './__fixtures__/recording-io.js';
import { streamReceipt, tableReceipt } from './__fixtures__/receipts.js';
import { useTemporaryFolders } from './__fixtures__/temporary-folders.js';
import { tellStatus } from './status/tell-status.js';

const makeFolder = useTemporaryFolders();
let gong: GongEmulator;
let project: Project;

beforeAll(async () => {
  gong = await startGong({ empty: true });
  fillGong(gong, buildGongData({ calls: 30 }));
  project = await createProject({ directory: await makeFolder(), gong });
});
afterAll(() => gong.close());

function etl(...args: string[]) {
  return callWith(project.environment, project, ...args);
}

describe('etl status', () => {
  it('shows what was read, what is read again, and holes with their borders', async () => {
    const [early, late] = [daysAgo(9), daysAgo(4)];
    await etl('run', '--stream', 'calls', '--until', early);
    await etl('run', '--stream', 'calls', '--since', late);
    const [calls] = linesOf(await etl('status', '--json', '--stream', 'calls'));
    const parts: any[] = calls.coverage;
    expect(parts.map(({ status }) => status)).toEqual(['settled', 'hole', 'unsettled', 'unread']);
    expect(parts[0]).toMatchObject({ partition: '', from: START_DATE, to: early });
    expect(parts[1]).toMatchObject({ from: early, to: late });
    expect(parts[2]).toMatchObject({ from: late, to: calls.freshTo });
    expect(calls.ageMs).toBeGreaterThanOrEqual(5 * 60_000);
    expect(calls.runs).toHaveLength(2);
    expect((await etl('status')).stdout()).toMatch(
      new RegExp(`^gong\\.calls +${early} +${late} +HOLE: never read$`, 'm'),
    );
  });

  it('says of a stream that never ran that it never ran, and limits the runs it lists', async () => {
    const text = (await etl('status', '--runs', '1')).stdout();
    expect(text).toMatch(/^gong\.users +never ran$/m);
    const runs = text.slice(text.indexOf('started')).trim().split('\n');
    expect(runs).toHaveLength(2);
    expect(runs[1]).toMatch(/^\S+Z +gong\.calls +proved +\d+ +/);
    expect(linesOf(await etl('status', '--json', '--runs', '1'))[1].runs).toHaveLength(1);
  });

  it('knows when a stream that is read whole was last complete', async () => {
    await etl('run', '--stream', 'users');
    const [users] = linesOf(await etl('status', '--json', '--stream', 'users'));
    expect(users).toMatchObject({ hasRun: true, outcome: 'proved', coverage: [] });
    expect(Math.abs(Date.parse(users.freshTo) - users.startedAt)).toBeLessThan(60_000);
  });

  it('still shows streams that are selected no more', async () => {
    const other = await createProject({ directory: project.directory, gong });
    await other.write('configs/sources/gong.yaml', sourceYaml({}).replace('- users', '- workspaces'));
    const text = (await etl('status')).stdout();
    expect(text).toMatch(/^gong\.users +proved /m);
    expect(text).toMatch(/^gong\.workspaces +never ran$/m);
  });
});

describe('what status says', () => {
  it('has the problem of the last run beside it', () => {
    const io = createRecordingIo();
    const problem = { kind: 'fatal', code: 'x', message: 'The vendor is on fire.' } as const;
    const run = streamReceipt({
      outcome: 'failed',
      problem,
      tables: [tableReceipt('calls', { liveRows: 7 })],
    });
    const status = { source: 'gong', stream: 'calls', runs: [run], coverage: [], backfills: [] };
    tellStatus([status], 0, { io, options: { config: '' } });
    expect(io.stdout()).toMatch(/^gong\.calls +failed +\S+Z +calls 7 +The vendor is on fire\.$/m);
  });
});
