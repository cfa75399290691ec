import type { Command } from 'commander';
import { parseCount, parseInstantOption } from '../parse-options.js';
import type { Io } from '../process-io.js';
import { act, projectCommand, withRange } from './project-command.js';

/** The commands that read a source: to load it, or to look at it. */
export function addLoadingCommands(program: Command, io: Io): void {
  addRun(program, io);
  addBackfill(program, io);
  addPlan(program, io);
  addPreview(program, io);
}

function addRun(program: Command, io: Io): void {
  withRange(projectCommand(program, 'run', 'Read what is not covered yet, load it, prove it.'))
    .option('--limit <records>', 'stop each stream after about this many records', parseCount)
    .action(act(io, async () => (await import('../commands/run.js')).runCommand));
}

function addBackfill(program: Command, io: Io): void {
  projectCommand(
    program,
    'backfill',
    'Read a range of time again, whatever is covered; resumable, and beside running loads.',
  )
    .requiredOption('--from <date>', 'first date or instant to read again', parseInstantOption)
    .requiredOption('--to <date>', 'first date or instant not to read again', parseInstantOption)
    .action(act(io, async () => (await import('../commands/backfill.js')).backfillCommand));
}

function addPlan(program: Command, io: Io): void {
  withRange(
    projectCommand(
      program,
      'plan',
      'Show what the next run would read, why, and what it costs at least. Makes no request for data.',
    ),
  )
    .option('--count', 'ask the sources how much there is, for the number of requests and the time they take')
    .action(act(io, async () => (await import('../commands/plan.js')).planCommand));
}

function addPreview(program: Command, io: Io): void {
  withRange(
    projectCommand(
      program,
      'preview',
      'Show the first records of a stream as they would be loaded. Stores nothing anywhere.',
    ),
  )
    .option('--limit <records>', 'records of each table (default: 10)', parseCount)
    .action(act(io, async () => (await import('../commands/preview.js')).previewCommand));
}
