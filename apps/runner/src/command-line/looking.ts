import type { Command } from 'commander';
import { parseCount } from '../parse-options.js';
import type { Io } from '../process-io.js';
import { act, projectCommand } from './project-command.js';

/** The commands that look at a project without reading its records. */
export function addLookingCommands(program: Command, io: Io): void {
  addCheck(program, io);
  addDiscover(program, io);
  addStatus(program, io);
  addState(program, io);
}

function addCheck(program: Command, io: Io): void {
  projectCommand(program, 'check', 'Try the configuration, the credentials and the destination.').action(
    act(io, async () => (await import('../commands/check.js')).checkCommand),
  );
}

function addDiscover(program: Command, io: Io): void {
  projectCommand(program, 'discover', 'Show the streams, tables and columns that each source has.')
    .option(
      '--docs',
      'write documentation of the selected tables as the destination will have them (Markdown)',
    )
    .option('--output <dir>', 'with --docs: write a file per table there instead of printing')
    .action(act(io, async () => (await import('../commands/discover.js')).discoverCommand));
}

function addStatus(program: Command, io: Io): void {
  projectCommand(program, 'status', 'Show how each stream last ended, how fresh it is and what it covers.')
    .option('--runs <number>', 'how many of the last runs of each stream to show (default: 3)', parseCount)
    .action(act(io, async () => (await import('../commands/status.js')).statusCommand));
}

function addState(program: Command, io: Io): void {
  const state = program.command('state').description('Look at the committed state, or forget it.');
  projectCommand(state, 'show', 'Show the state of every stream and partition.').action(
    act(io, async () => (await import('../commands/state-show.js')).stateShowCommand),
  );
  projectCommand(state, 'reset', 'Forget the state of a stream, so that it is read anew. Rows stay.')
    .option('--partition <name>', 'only this partition')
    .action(act(io, async () => (await import('../commands/state-reset.js')).stateResetCommand));
}
