import { expect } from 'vitest';
import { queryDatabase, readData } from './database.js';
import { runEtl, startEtl, type Ended, type EtlOptions } from './etl-process.js';
import { isEvent, killAt, measureRun, type KillInstant, type RunShape } from './kill-instant.js';
import type { Project } from './project.js';

/** An undisturbed run and what it left. */
export interface Day {
  readonly shape: RunShape;
  readonly outcome: Outcome;
  readonly database: string;
}

/** Kills runs, runs again, and compares with an undisturbed run. */
export interface KillProof {
  readonly runUndisturbed: (project: Project, options?: Pick<EtlOptions, 'node'>) => Promise<Day>;
  readonly killAndRunAgain: (
    instant: KillInstant,
    day: Day,
    project: Project,
    meanwhile?: () => void,
  ) => Promise<void>;
  /** How the killed runs ended. */
  readonly signals: readonly Ended['signal'][];
  /** How many were killed while the stream committed. */
  readonly killedInCommit: () => number;
}

/**
 * @param stream whose commits are of interest.
 * @param node options of Node for the runs that are measured and killed.
 */
export function createKillProof(stream: string, node: readonly string[] = []): KillProof {
  const signals: Ended['signal'][] = [];
  let killedInCommit = 0;
  return {
    signals,
    killedInCommit: () => killedInCommit,
    runUndisturbed: async (project, options = {}) => {
      const run = startEtl(['run', '--json'], { ...project, node: [...node, ...(options.node ?? [])] });
      const shape = await measureRun(run, stream);
      return { shape, outcome: await readOutcome(project.database), database: project.database };
    },
    killAndRunAgain: async (instant, day, project, meanwhile) => {
      const doomed = startEtl(['run', '--json'], { ...project, node });
      killAt(instant, day.shape, doomed);
      const killed = await doomed.ended;
      signals.push(killed.signal);
      const lines = killed.stdout.split('\n');
      if (lines.some(isEvent('commit_started', stream)) && !lines.some(isEvent('committed', stream)))
        killedInCommit += 1;
      meanwhile?.();
      const again = await runEtl(['run'], project);
      expect(again.stderr).toBe('');
      expect(again.code).toBe(0);
      expectSame(await readOutcome(project.database), day.outcome);
    },
  };
}

/** So many instants, spread evenly over the events of a run or over its commit, with their names. */
export function spread(at: 'event' | 'commit', number: number): [string, KillInstant][] {
  return Array.from({ length: number }, (_, index) => {
    const share = at === 'event' ? index / (number - 1) : (index + 0.5) / number;
    const where = at === 'event' ? 'its events' : 'its commit';
    return [`at ${Math.round(share * 100)} % of ${where}`, { at, share }];
  });
}

/** Before the first event has come. */
export const STARTING: readonly [string, KillInstant][] = [100, 300].map((milliseconds) => [
  `${milliseconds} ms after its start`,
  { at: 'start', milliseconds },
]);

/** Everything that must not depend on how often a run was killed on the way. */
async function readOutcome(database: string) {
  const rejects = await queryDatabase(database, 'SELECT record FROM _etl.rejects');
  return { tables: await readData(database), coverage: await readCoverage(database), rejects };
}

type Outcome = Awaited<ReturnType<typeof readOutcome>>;

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
