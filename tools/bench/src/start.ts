/** How long `etl` takes until it has said something, against a Node process that does nothing. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { measureInTurn } from './measure.ts';
import { writeResult } from './write-result.ts';

const ROUNDS = 15;
const LIMIT_MILLISECONDS = 300;
const ETL = join(import.meta.dirname, '../../../apps/runner/bin/etl.js');

function timed(parameters: readonly string[]): () => number {
  return () => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, parameters, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${parameters.join(' ')} ended with ${status}: ${stderr}`);
    return performance.now() - start;
  };
}

const medians = measureInTurn(
  {
    'node, empty program': timed(['-e', '']),
    'etl --help': timed([ETL, '--help']),
    'etl run --help': timed([ETL, 'run', '--help']),
  },
  ROUNDS,
);
const baseline = medians['node, empty program'] ?? Number.NaN;

console.table(
  Object.entries(medians).map(([what, milliseconds]) => ({
    what,
    milliseconds: Math.round(milliseconds),
    'times the baseline': Number((milliseconds / baseline).toFixed(2)),
  })),
);
writeResult('start', { rounds: ROUNDS, medians });
if ((medians['etl --help'] ?? Infinity) > LIMIT_MILLISECONDS) {
  console.error(`etl --help takes longer than ${LIMIT_MILLISECONDS} ms.`);
  process.exitCode = 1;
}
