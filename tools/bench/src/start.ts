/** How long `etl` takes until it has said or asked something, against a Node process that does nothing. */
import { rmSync } from 'node:fs';
import { measureInTurn } from './measure.ts';
import { createProject } from './start/create-project.ts';
import { timeCommand } from './start/time-command.ts';
import { VendorServer } from './start/vendor-server.ts';
import { writeResult } from './write-result.ts';

const ROUNDS = 15;
const BASELINE = 'node, empty program';
/** Milliseconds. */
const MOST: Readonly<Record<string, number>> = { 'etl --help': 300 };

const vendor = await VendorServer.start();
const project = createProject(vendor.address);
const { command, config } = project;
const PRODUCTION = { ...process.env, ETL_PROFILE: 'production' };
// So that status has something to tell.
await timeCommand([command, 'run', config]);
const medians = await measureInTurn(
  {
    [BASELINE]: () => timeCommand(['-e', '']),
    'etl --help': () => timeCommand([command, '--help']),
    'etl run --help': () => timeCommand([command, 'run', '--help']),
    'etl status': () => timeCommand([command, 'status', config]),
    'first request of etl run': () => vendor.timeFirstRequest([command, 'run', config], PRODUCTION),
  },
  ROUNDS,
);
vendor.stop();
rmSync(project.folder, { recursive: true });
const baseline = medians[BASELINE] ?? Number.NaN;

console.table(
  Object.entries(medians).map(([what, milliseconds]) => ({
    what,
    milliseconds: Math.round(milliseconds),
    'times the baseline': Number((milliseconds / baseline).toFixed(2)),
  })),
);
writeResult('start', { rounds: ROUNDS, medians });
for (const [what, most] of Object.entries(MOST)) {
  if ((medians[what] ?? Infinity) <= most) continue;
  console.error(`${what} takes longer than ${most} ms.`);
  process.exitCode = 1;
}
