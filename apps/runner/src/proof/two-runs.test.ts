import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeDatabase, queryDatabase, readData } from '../__fixtures__/database.js';
import { eventsOf, runEtl, startEtl, type EtlProcess } from '../__fixtures__/etl-process.js';
import { fillGong, startGong, type GongEmulator } from '../__fixtures__/gong.js';
import { buildGongData } from '../__fixtures__/gong-data.js';
import { createProject, type Project } from '../__fixtures__/project.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();
let gong: GongEmulator;
let undisturbed: Record<string, string[]>;

beforeAll(async () => {
  gong = await startGong({ empty: true, pageSize: 20 });
  fillGong(gong, buildGongData({ calls: 100 }));
  const project = await makeProject();
  expect((await runEtl(['run'], project)).code).toBe(0);
  undisturbed = await readData(project.database);
});

afterAll(() => gong.close());

async function makeProject(): Promise<Project> {
  return createProject({ directory: await makeFolder(), gong });
}

/** A run that waits inside its `skip + 1`th request for calls until it is let go. */
function startHeldRun(project: Project, skip = 2) {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let arrived: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => (arrived = resolve));
  gong.faults.inject(
    {
      kind: 'hook',
      run: () => {
        arrived();
        return released;
      },
    },
    { path: '/v2/calls/extensive', skip },
  );
  const held = startEtl(['run', '--json', '--stream', 'calls'], project);
  return { held, waiting, release };
}

function callsReceipt(run: { stdout: string }): any {
  const ended = eventsOf(run).find(({ type, stream }) => type === 'stream_ended' && stream === 'calls');
  return ended?.receipt;
}

function pidOf({ child }: EtlProcess): number {
  return child.pid ?? 0;
}

describe('two runs at once', () => {
  it('the second one ends with 3 and names the first, which loads as if it were alone', async () => {
    const project = await makeProject();
    const { held, waiting, release } = startHeldRun(project);
    await waiting;
    const second = await runEtl(['run', '--stream', 'calls'], project);
    release();
    const first = await held.ended;

    expect(second.code).toBe(3);
    expect(second.stderr).toMatch(
      new RegExp(
        `^gong\\.calls failed: Stream gong\\.calls is being written by run \\S+, process ${pidOf(held)} on `,
      ),
    );
    expect(second.stderr).toContain('Wait for it to end, or stop it');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const { calls, transcripts } = undisturbed;
    expect(await readData(project.database)).toEqual({ calls, transcripts });
    expect((await runEtl(['run'], project)).code).toBe(0);
  });

  it('leave the tables of one run, whoever comes first, however often', async () => {
    const project = await makeProject();
    const runs = await Promise.all([1, 2].map(() => runEtl(['run', '--json'], project)));
    for (const { code, stderr } of runs) {
      expect(stderr).toMatch(
        code === 0 ? /^$/ : /^gong\..* failed: Stream gong\.\S+ is being written by run /,
      );
      expect([0, 3]).toContain(code);
    }
    const proved = runs
      .flatMap((run) => eventsOf(run))
      .filter(({ receipt }) => receipt?.outcome === 'proved');
    expect(new Set(proved.map(({ stream }) => stream))).toEqual(new Set(['calls', 'users']));
    expect(await readData(project.database)).toEqual(undisturbed);
  });
});

describe('a run that was silent for longer than its lease', () => {
  it('wakes up after another one has finished, writes nothing, says so, and ends with 1', async () => {
    const project = await makeProject();
    const { held, waiting, release } = startHeldRun(project);
    await waiting;
    process.kill(pidOf(held), 'SIGSTOP');
    await changeDatabase(
      project.database,
      `UPDATE _etl.leases SET expires_at = TIMESTAMPTZ '2001-01-01' WHERE stream = 'calls'`,
    );
    const other = await runEtl(['run'], project);
    expect(other).toMatchObject({ code: 0, stderr: '' });
    const before = await everything(project.database);

    process.kill(pidOf(held), 'SIGCONT');
    release();
    const zombie = await held.ended;

    expect(zombie.code).toBe(1);
    const { outcome, problem, commits } = callsReceipt(zombie);
    expect({ outcome, commits, code: problem.code }).toEqual({
      outcome: 'failed',
      commits: 0,
      code: 'lease_lost',
    });
    expect(zombie.stderr).toBe(`gong.calls failed: ${String(problem.message)}\n`);
    expect(problem.message).toMatch(/^Another run has taken over stream gong\.calls; nothing .* was kept\./);
    expect(await everything(project.database)).toEqual(before);
    expect(await readData(project.database)).toEqual(undisturbed);
    expect((await runEtl(['run'], project)).code).toBe(0);
  });
});

/** All that a zombie must not touch: rows with their metadata, state, receipts, and the lease of the other run. */
async function everything(database: string) {
  const read = (sql: string) => queryDatabase(database, sql);
  return {
    calls: await read('SELECT * FROM GONG_DATA.calls'),
    transcripts: await read('SELECT * FROM GONG_DATA.transcripts'),
    state: await read('SELECT * FROM _etl.state'),
    receipts: await read('SELECT * FROM _etl.receipts'),
    leases: await read('SELECT * FROM _etl.leases'),
  };
}
