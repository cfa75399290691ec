import { isNotApplicable, requireEqual } from '../../check/conformance-check.js';
import type { CrashProgram } from '../crash-program.js';
import { SCHEMA, STREAM, type DestinationBench } from '../destination-bench.js';
import { destinationCheck, type DestinationCheck } from '../destination-check.js';
import { batchOf, covered, people, PEOPLE } from '../sample-tables.js';
import { liveValues } from '../stored-row.js';

/** Milliseconds after the first commit began. */
const MOMENTS = [0, 3, 10, 25, 60, 10_000];
const COMMITS = 6;
const RECORDS = 500;
const A_DAY = 86_400_000;

function crashProgram(bench: DestinationBench, killAfter: number): CrashProgram {
  const commits = Array.from({ length: COMMITS }, (_, index) => ({
    records: people(index * RECORDS, (index + 1) * RECORDS).map((person) => JSON.stringify(person)),
    checkpoints: [covered(index * 1000, (index + 1) * 1000)],
  }));
  const { clock, temporaryDirectory } = bench;
  return {
    stream: STREAM,
    schema: SCHEMA,
    table: PEOPLE,
    runId: 'doomed',
    now: clock.now(),
    temporaryDirectory,
    commits,
    killAfter,
  };
}

async function committedBefore(bench: DestinationBench): Promise<number> {
  const coverage = (await bench.state()).get('')?.coverage ?? [];
  return coverage.reduce((sum, { from, to }) => sum + (to - from) / 1000, 0);
}

/** A check that kills a process, in real milliseconds after its first commit began. */
export function crashCheck(killAfter: number): DestinationCheck {
  const check = destinationCheck(
    `killed_after_${killAfter}_ms`,
    'half a commit left by a process that was killed; a stream that cannot go on after it',
    (bench) => requireWholeCommits(bench, crashProgram(bench, killAfter)),
  );
  return {
    ...check,
    notApplicable: ({ spawnCrash }) => (isNotApplicable(spawnCrash) ? spawnCrash.notApplicable : undefined),
  };
}

async function requireWholeCommits(bench: DestinationBench, program: CrashProgram): Promise<void> {
  const { spawnCrash } = bench.driver;
  if (isNotApplicable(spawnCrash)) return;
  await spawnCrash(bench.config, program);
  bench.clock.advance(A_DAY);
  const committed = await committedBefore(bench);
  const rows = (await bench.rows('people')).length;
  requireEqual(rows, committed * RECORDS, `Rows where state speaks of ${committed} commits`);
  const writer = await bench.openWriter([PEOPLE]);
  for (const { records, checkpoints } of program.commits.slice(committed)) {
    await writer.stage(batchOf(PEOPLE, records));
    await writer.commit(...checkpoints);
  }
  const ids = new Set(liveValues(await bench.rows('people'), 'id'));
  requireEqual(ids.size, COMMITS * RECORDS, 'Ids after the next run');
  requireEqual(await committedBefore(bench), COMMITS, 'Commits that state speaks of after the next run');
}

export const crashChecks = MOMENTS.map(crashCheck);
