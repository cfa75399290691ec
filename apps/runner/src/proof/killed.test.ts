import { copyFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryDatabase, readData } from '../__fixtures__/database.js';
import { runEtl, startEtl, type Ended } from '../__fixtures__/etl-process.js';
import { startGong, type GongEmulator } from '../__fixtures__/gong.js';
import {
  buildCall,
  buildGongData,
  buildTranscript,
  buildUser,
  callId,
  userId,
} from '../__fixtures__/gong-data.js';
import {
  isOfCalls,
  killAt,
  measureRun,
  type KillInstant,
  type RunShape,
} from '../__fixtures__/kill-instant.js';
import { createProject, type Project } from '../__fixtures__/project.js';
import { createWorkers, type Workers } from '../__fixtures__/workers.js';
import { useTemporaryFolders } from '../__fixtures__/temporary-folders.js';

const makeFolder = useTemporaryFolders();

const CALLS = 500;
const NOW = Date.now();
const HOUR = 3_600_000;
const data = buildGongData({ calls: CALLS, now: NOW });

/** Puts the account into the state of the first day. */
function setFirstDay({ calls, users }: GongEmulator): void {
  for (let index = CALLS; calls.size > CALLS; index += 1) calls.remove(callId(index));
  const transcripts = new Map(data.transcripts.map((text) => [JSON.parse(text).callId as string, text]));
  data.calls.forEach((extensive, index) => {
    const input = { extensive, transcript: transcripts.get(callId(index)) };
    if (calls.size < CALLS) calls.add(input);
    else calls.update(callId(index), input);
  });
  data.users.forEach((user, index) => {
    users.remove(userId(index));
    users.add(user);
  });
}

/** The part of the next day's changes that had happened at noon: titles of later calls, new calls, transcripts. */
function changeUntilNoon({ calls }: GongEmulator): void {
  for (let index = 0; index < 40; index += 1) {
    calls.update(callId(index), {
      extensive: buildCall(index, NOW - (index + 1) * HOUR, `renamed ${index}`),
    });
  }
  for (let index = CALLS; index < CALLS + 20; index += 1) {
    calls.add({ extensive: buildCall(index, NOW - HOUR - 30_000 * (index - CALLS)) });
  }
}

function changeAfterNoon({ calls, users }: GongEmulator): void {
  for (let index = CALLS; index < CALLS + 20; index += 1) {
    calls.update(callId(index), { transcript: buildTranscript(index) });
  }
  users.remove(userId(3));
  users.update(userId(4), buildUser(4).replace('Tester', 'Married'));
}

/** The latest state in each partition: what is read whole, without gaps, and since when. */
async function readCoverage(database: string) {
  const rows = await queryDatabase(
    database,
    'SELECT stream, partition, value FROM _etl.state QUALIFY row_number() OVER (PARTITION BY stream, partition ORDER BY revision DESC) = 1',
  );
  return rows.map(({ stream, partition, value }) => {
    const { coverage = [] } = JSON.parse(value ?? '{}') as { coverage?: { from: string; to: string }[] };
    const gaps = coverage.filter(({ from }, index) => index > 0 && coverage[index - 1]?.to !== from);
    return { stream, partition, from: coverage[0]?.from, gaps };
  });
}

/** Everything that must not depend on how often a run was killed on the way. */
async function readOutcome(database: string) {
  const rejects = await queryDatabase(database, 'SELECT record FROM _etl.rejects');
  return { tables: await readData(database), coverage: await readCoverage(database), rejects };
}

type Outcome = Awaited<ReturnType<typeof readOutcome>>;

function expectSame(found: Outcome, expected: Outcome): void {
  expect({ ...found, tables: Object.keys(found.tables) }).toEqual({
    ...expected,
    tables: Object.keys(expected.tables),
  });
  for (const [table, rows] of Object.entries(expected.tables)) {
    const before = new Set(rows);
    const after = new Set(found.tables[table]);
    expect({
      table,
      rows: found.tables[table]?.length,
      lost: rows.filter((row) => !after.has(row)),
      invented: [...after].filter((row) => !before.has(row)),
    }).toEqual({ table, rows: rows.length, lost: [], invented: [] });
  }
}

interface Day {
  readonly shape: RunShape;
  readonly outcome: Outcome;
  readonly database: string;
}

let workers: Workers<GongEmulator>;
let days: { first: Day; second: Day };
const signals: Ended['signal'][] = [];
let killedInCommit = 0;

async function makeProject(gong: GongEmulator): Promise<Project> {
  return createProject({
    directory: await makeFolder(),
    gong,
    config: { start_date: new Date(NOW - 10 * 24 * HOUR).toISOString() },
  });
}

async function runUndisturbed(project: Project): Promise<Day> {
  const { database } = project;
  const shape = await measureRun(startEtl(['run', '--json'], project));
  return { shape, outcome: await readOutcome(database), database };
}

beforeAll(async () => {
  const gongs = await Promise.all([1, 2, 3].map(() => startGong({ empty: true, pageSize: 25 })));
  workers = createWorkers(gongs);
  const gong = gongs[0]!;
  setFirstDay(gong);
  const project = await makeProject(gong);
  const first = await runUndisturbed(project);
  const later = await makeProject(gong);
  await copyFile(first.database, later.database);
  changeUntilNoon(gong);
  changeAfterNoon(gong);
  days = { first, second: await runUndisturbed(later) };
});

afterAll(async () => {
  await Promise.all(workers.all.map((gong) => gong.close()));
});

async function killAndRunAgain(instant: KillInstant, day: Day, project: Project, meanwhile: () => void) {
  const doomed = startEtl(['run', '--json'], project);
  killAt(instant, day.shape, doomed);
  const killed = await doomed.ended;
  signals.push(killed.signal);
  const lines = killed.stdout.split('\n');
  if (lines.some(isOfCalls('commit_started')) && !lines.some(isOfCalls('committed'))) killedInCommit += 1;
  meanwhile();
  const again = await runEtl(['run'], project);
  expect(again.stderr).toBe('');
  expect(again.code).toBe(0);
  expectSame(await readOutcome(project.database), day.outcome);
}

function spread(at: 'event' | 'commit', number: number): [string, KillInstant][] {
  return Array.from({ length: number }, (_, index) => {
    const share = at === 'event' ? index / (number - 1) : (index + 0.5) / number;
    return [
      `at ${Math.round(share * 100)} % of ${at === 'event' ? 'its events' : 'its commit'}`,
      { at, share },
    ];
  });
}

const starting: [string, KillInstant][] = [100, 300].map((milliseconds) => [
  `${milliseconds} ms after its start`,
  { at: 'start', milliseconds },
]);

describe('a first run, killed and run again, leaves the tables of an undisturbed run', () => {
  it.concurrent.each([...starting, ...spread('event', 14), ...spread('commit', 8)])(
    '%s',
    async (_, instant) => {
      await workers.use(async (gong) => {
        setFirstDay(gong);
        await killAndRunAgain(instant, days.first, await makeProject(gong), () => undefined);
      });
    },
  );
});

describe('a second run, killed while the account changes and run again, does so too', () => {
  it.concurrent.each([...spread('event', 9), ...spread('commit', 5)])('%s', async (_, instant) => {
    await workers.use(async (gong) => {
      setFirstDay(gong);
      const project = await makeProject(gong);
      await copyFile(days.first.database, project.database);
      changeUntilNoon(gong);
      await killAndRunAgain(instant, days.second, project, () => {
        changeAfterNoon(gong);
      });
    });
  });
});

describe('the proof itself', () => {
  it('killed where it meant to, also inside commits', () => {
    expect(signals.filter((signal) => signal === 'SIGKILL').length).toBeGreaterThanOrEqual(30);
    expect(killedInCommit).toBeGreaterThan(0);
  });
});
