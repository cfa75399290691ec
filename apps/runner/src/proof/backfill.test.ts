import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { queryDatabase, readData } from '../__fixtures__/database.js';
import { eventsOf, runEtl, startEtl } from '../__fixtures__/etl-process.js';
import { FAST_TIME } from '../__fixtures__/fast-time.js';
import { fillGong, startGong, type GongEmulator } from '../__fixtures__/gong.js';
import { buildCall, buildGongData, callId } from '../__fixtures__/gong-data.js';
import { holdCallsRequest } from '../__fixtures__/held-request.js';
import { isEvent } from '../__fixtures__/kill-instant.js';
import { createProject, START_DATE, type Project } from '../__fixtures__/project.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const CALLS = 100;
const DAY = 86_400_000;
const BEFORE_START = Date.parse(START_DATE) - 2 * DAY;
const data = buildGongData({ calls: CALLS });
const range = ['--from', new Date(BEFORE_START - DAY).toISOString(), '--to', new Date().toISOString()];
const BACKFILL = ['backfill', ...range, '--stream', 'calls'];
let gong: GongEmulator;

beforeAll(async () => {
  gong = await startGong({ empty: true, pageSize: 20 });
  fillGong(gong, data);
  // Older than anything an ordinary run asks for.
  gong.calls.add({ extensive: buildCall(CALLS, BEFORE_START) });
});
afterEach(() => {
  gong.faults.clear();
});
afterAll(() => gong.close());

async function makeProject(): Promise<Project> {
  // Windows of a day, so that something is complete before the end.
  return createProject({ directory: await makeFolder(), gong, config: { max_window: '1d' } });
}

async function makeLoadedProject(): Promise<Project> {
  const project = await makeProject();
  expect((await runEtl(['run', '--stream', 'calls'], project)).code).toBe(0);
  return project;
}

async function requestsOf(work: () => Promise<unknown>): Promise<number> {
  const before = gong.requests.length;
  await work();
  return gong.requests.length - before;
}

async function titlesOf({ database }: Project): Promise<Map<string | null, string | null>> {
  const rows = await queryDatabase(database, 'SELECT id, title FROM GONG_DATA.calls');
  return new Map(rows.map(({ id = null, title = null }) => [id, title]));
}

/** Partitions and the intervals they cover, and nothing of when. */
async function coverageOf(project: Project): Promise<[string, [string, string][]][]> {
  const state = eventsOf(await runEtl(['state', 'show', '--json', '--stream', 'calls'], project));
  return state.map(({ partition, state: { coverage } }) => [
    partition,
    coverage.map(({ from, to }: { from: string; to: string }) => [from, to]),
  ]);
}

/** Each test starts up to ten processes, one after the other. */
describe('a backfill', { timeout: 300_000 }, () => {
  it('killed in the middle goes on without reading twice, and leaves what an undisturbed one leaves', async () => {
    const [undisturbed, killed] = [await makeLoadedProject(), await makeLoadedProject()];
    // An old call, which no ordinary run reads again.
    const renamed = buildCall(95, Date.parse(START_DATE) + 1.5 * DAY, 'renamed');
    gong.calls.update(callId(95), { extensive: renamed });
    await runEtl(['run', '--stream', 'calls'], undisturbed);
    expect((await titlesOf(undisturbed)).get(callId(95))).not.toBe('renamed');
    const whole = await requestsOf(() => runEtl(BACKFILL, undisturbed));
    expect((await titlesOf(undisturbed)).get(callId(95))).toBe('renamed');
    expect((await titlesOf(undisturbed)).has(callId(CALLS))).toBe(true);

    const held = holdCallsRequest(gong, 8);
    const first = startEtl([...BACKFILL, '--json'], { ...killed, node: FAST_TIME });
    await held.arrived;
    await first.line(isEvent('committed', 'calls'));
    first.child.kill('SIGKILL');
    expect((await first.ended).signal).toBe('SIGKILL');
    held.release();
    expect((await coverageOf(killed)).map(([partition]) => partition.slice(0, 9))).toEqual(['', '#backfill']);
    expect((await runEtl(['status'], killed)).stdout).toMatch(
      /^gong\.calls: the backfill begun at \S+Z has not finished\. Go on with: etl backfill --from /m,
    );

    let rest = { code: null as number | null, stderr: '' };
    const left = await requestsOf(async () => (rest = await runEtl(BACKFILL, killed)));
    expect(rest.code).toBe(0);
    expect(rest.stderr).toMatch(/^gong\.calls goes on with the backfill begun at \S+Z\. To begin anew, /);
    expect(left).toBeLessThan(whole);
    expect(await readData(killed.database)).toEqual(await readData(undisturbed.database));
    // Finished: its own state is forgotten, and the same range begins anew.
    expect((await coverageOf(killed)).map(([partition]) => partition)).toEqual(['']);
    expect(await requestsOf(() => runEtl(BACKFILL, killed))).toBe(whole);
  });

  it('runs beside an increment: nothing is lost, and the state holds what both have read', async () => {
    const project = await makeProject();
    const held = holdCallsRequest(gong, 3);
    const run = startEtl(['run', '--json', '--stream', 'calls'], project);
    await held.arrived;
    const backfill = await runEtl(BACKFILL, project);
    expect(backfill).toMatchObject({ code: 0, stderr: '' });
    held.release();
    expect(await run.ended).toMatchObject({ code: 0, stderr: '' });

    const alone = await makeLoadedProject();
    await runEtl(BACKFILL, alone);
    expect(await readData(project.database)).toEqual(await readData(alone.database));
    const [[partition, coverage] = ['?', []]] = await coverageOf(project);
    expect(partition).toBe('');
    expect(coverage[0]?.[0]).toBe(new Date(BEFORE_START - DAY).toISOString());
    for (const [index, [from]] of coverage.slice(1).entries()) expect(from).toBe(coverage[index]?.[1]);

    // What lies before the start date is covered, and no later run asks for it.
    const [plan] = eventsOf(await runEtl(['plan', '--json', '--stream', 'calls'], project));
    for (const read of plan.reads)
      expect(Date.parse(read.from)).toBeGreaterThan(Date.parse(START_DATE) + 2 * DAY);
  });

  it('does not let another one of the same stream run at the same time', async () => {
    const project = await makeProject();
    const held = holdCallsRequest(gong, 2);
    const first = startEtl([...BACKFILL, '--json'], project);
    await held.arrived;
    const second = await runEtl(
      ['backfill', '--from', '2020-01-01', '--to', '2020-01-03', '--stream', 'calls'],
      project,
    );
    held.release();
    expect(second.code).toBe(3);
    expect(second.stderr).toContain('gong.calls failed: Stream gong.calls#backfill is being written by run ');
    expect(await first.ended).toMatchObject({ code: 0, stderr: '' });
  });
});
