import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { queryDatabase, readData } from '../__fixtures__/database.js';
import { eventsOf, runEtl, startEtl } from '../__fixtures__/etl-process.js';
import { fillGong, startGong, type GongEmulator } from '../__fixtures__/gong.js';
import { buildGongData } from '../__fixtures__/gong-data.js';
import { createProject, type Project } from '../__fixtures__/project.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();
const CALLS = 100;
const EXTENSIVE = '/v2/calls/extensive';
let gong: GongEmulator;
let undisturbed: Record<string, string[]>;

beforeAll(async () => {
  gong = await startGong({ empty: true, pageSize: 20 });
  fillGong(gong, buildGongData({ calls: CALLS }));
  const project = await makeProject();
  expect((await runEtl(['run'], project)).code).toBe(0);
  undisturbed = await readData(project.database);
});

afterEach(() => {
  gong.faults.clear();
});
afterAll(() => gong.close());

async function makeProject(): Promise<Project> {
  // Windows of a day, so that something is complete before the end.
  return createProject({ directory: await makeFolder(), gong, config: { max_window: '1d' } });
}

const isCallsBatch = (line: string): boolean =>
  line.includes('"type":"batch_staged","table":"transcripts"') && !line.includes('"records":0');

/** Interrupts a run after its first transcripts, and again after `again` if given. */
async function interrupt(project: Project, signal: NodeJS.Signals, again?: () => Promise<void>) {
  const run = startEtl(['run', '--json'], project);
  await run.line(isCallsBatch);
  run.child.kill(signal);
  if (again !== undefined) {
    await again();
    run.child.kill(signal);
  }
  return run.ended;
}

describe.each(['stall', 'slow-body'] as const)('Ctrl-C while Gong answers with a %s', (kind) => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    '(%s) commits what is complete; the next run finishes',
    async (signal) => {
      const project = await makeProject();
      const fault = kind === 'stall' ? { kind } : { kind, chunkBytes: 1, pauseMilliseconds: 1000 };
      gong.faults.inject(fault, { path: EXTENSIVE, skip: 6, times: Infinity });
      const run = await interrupt(project, signal);

      expect(run.code).toBe(130);
      expect(run.stderr.split('\n')[0]).toBe(
        'Stopping: committing what is complete. Press Ctrl-C again to stop at once.',
      );
      expect(run.stderr).toMatch(
        /gong\.calls interrupted: Stopped on request; what was complete has been committed/,
      );
      const receipts = eventsOf(run).filter(({ type }) => type === 'stream_ended');
      const calls = receipts.find(({ stream }) => stream === 'calls').receipt;
      expect(calls).toMatchObject({ outcome: 'interrupted', problem: { code: 'interrupted' } });
      const [row] = await queryDatabase(project.database, 'SELECT count(*) AS rows FROM GONG_DATA.calls');
      expect(Number(row?.rows)).toBeGreaterThan(0);
      expect(Number(row?.rows)).toBeLessThan(CALLS);

      gong.faults.clear();
      expect(await runEtl(['run'], project)).toMatchObject({ code: 0, stderr: '' });
      expect(await readData(project.database)).toEqual(undisturbed);
    },
  );
});

describe('a second Ctrl-C', () => {
  it('ends the run at once, and the next run finishes', async () => {
    const project = await makeProject();
    gong.faults.inject({ kind: 'stall' }, { path: EXTENSIVE, skip: 6, times: Infinity });
    const run = startEtl(['run', '--json'], project);
    await run.line(isCallsBatch);
    const stopping = new Promise((resolve) => run.child.stderr?.once('data', resolve));
    run.child.kill('SIGINT');
    await stopping;
    run.child.kill('SIGINT');

    expect(await run.ended).toMatchObject({ code: 130, signal: null });
    gong.faults.clear();
    expect(await runEtl(['run'], project)).toMatchObject({ code: 0, stderr: '' });
    expect(await readData(project.database)).toEqual(undisturbed);
  });
});

describe('a long run', () => {
  it('lets others read the database and ask for its status between commits', async () => {
    const project = await makeProject();
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    gong.faults.inject({ kind: 'hook', run: () => released }, { path: EXTENSIVE, skip: 3 });
    const run = startEtl(['run', '--json'], project);
    await run.line((line) => line.includes('"stream_ended"') && line.includes('"users"'));

    const users = await queryDatabase(project.database, 'SELECT count(*) AS rows FROM GONG_DATA.users');
    expect(users).toEqual([{ rows: '12' }]);
    const status = await runEtl(['status'], project);
    expect(status).toMatchObject({ code: 0, stderr: '' });
    expect(status.stdout).toMatch(/^gong\.users +proved/m);

    release();
    expect(await run.ended).toMatchObject({ code: 0 });
    expect(await readData(project.database)).toEqual(undisturbed);
  });
});
