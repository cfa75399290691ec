import { Command, CommanderError } from 'commander';
import type { CommandOptions } from './command-options.js';
import { EXIT } from './exit-code.js';
import { parseCount, parseInstantOption } from './parse-options.js';
import type { Io } from './process-io.js';
import { runAction, type Action } from './run-action.js';

const EXAMPLES = `
Examples:
  etl run                                  load everything the YAML in ./configs names
  etl run --source gong --since 2026-01-01
  etl plan                                 what the next run would read
  etl status                               how the last runs ended, and what is covered
  ETL_PROFILE=production etl check         try the real credentials

Exit codes: 0 proved or skipped, 1 failed or unproven, 2 configuration or usage, 3 another run holds the lease,
4 deferred until the quota allows more, 130 interrupted after a clean commit.`;

/**
 * The `etl` command line. Each command's code is imported when it is called, so that help and errors need no database.
 */
function buildCli(io: Io): Command {
  const program = new Command('etl')
    .description('Loads Gong into DuckDB, never loses a record, and proves it after every run.')
    .addHelpText('after', EXAMPLES)
    .showSuggestionAfterError()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .exitOverride();
  addRun(program, io);
  addCheck(program, io);
  addPlan(program, io);
  addStatus(program, io);
  addState(program, io);
  addSchema(program, io);
  addSandbox(program, io);
  return program;
}

/** Reads the command line and carries it out. */
export async function runCli(io: Io, commandLine?: readonly string[]): Promise<void> {
  try {
    await buildCli(io).parseAsync(commandLine, commandLine === undefined ? undefined : { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    io.exit(error.exitCode === 0 ? EXIT.success : EXIT.configuration);
  }
}

function addRun(program: Command, io: Io): void {
  withRange(projectCommand(program, 'run', 'Read what is not covered yet, load it, prove it.'))
    .option('--limit <records>', 'stop each stream after about this many records', parseCount)
    .action(act(io, async () => (await import('./commands/run.js')).runCommand));
}

function addCheck(program: Command, io: Io): void {
  projectCommand(program, 'check', 'Try the configuration, the credentials and the destination.').action(
    act(io, async () => (await import('./commands/check.js')).checkCommand),
  );
}

function addPlan(program: Command, io: Io): void {
  withRange(
    projectCommand(program, 'plan', 'Show what the next run would read, and why. Makes no request for data.'),
  ).action(act(io, async () => (await import('./commands/plan.js')).planCommand));
}

function addStatus(program: Command, io: Io): void {
  projectCommand(program, 'status', 'Show how each stream last ended and what it covers.').action(
    act(io, async () => (await import('./commands/status.js')).statusCommand),
  );
}

function addState(program: Command, io: Io): void {
  const state = program.command('state').description('Look at the committed state, or forget it.');
  projectCommand(state, 'show', 'Show the state of every stream and partition.').action(
    act(io, async () => (await import('./commands/state-show.js')).stateShowCommand),
  );
  projectCommand(state, 'reset', 'Forget the state of a stream, so that it is read anew. Rows stay.')
    .option('--partition <name>', 'only this partition')
    .action(act(io, async () => (await import('./commands/state-reset.js')).stateResetCommand));
}

function addSchema(program: Command, io: Io): void {
  projectCommand(program, 'schema', 'Write the JSON Schema of the configuration files, for editors.')
    .option('--output <dir>', 'write files there instead of printing')
    .action(act(io, async () => (await import('./commands/schema.js')).schemaCommand));
}

function addSandbox(program: Command, io: Io): void {
  projectCommand(program, 'sandbox', "Start a connector's emulator and print how to reach it, until Ctrl-C.")
    .option('--port <number>', 'listen on this port', parseCount)
    .action(act(io, async () => (await import('./commands/sandbox.js')).sandboxCommand));
}

function withRange(command: Command): Command {
  return command
    .option('--since <date>', 'read nothing before this date or instant', parseInstantOption)
    .option('--until <date>', 'read nothing at or after this date or instant', parseInstantOption);
}

function projectCommand(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .option('--config <dir>', 'folder with pipeline.yaml and sources/', 'configs')
    .option('--profile <name>', 'endpoints and credentials to use (default: ETL_PROFILE, else sandbox)')
    .option('--source <name>', 'only this source')
    .option('--stream <name>', 'only this stream')
    .option(
      '--data <dir>',
      'sandbox: serve this folder of vendor-shaped NDJSON files, not a generated company',
    )
    .option('--json', 'one JSON object a line on stdout')
    .option('--verbose', 'log every request on stderr');
}

function act(io: Io, load: () => Promise<Action>) {
  return async (options: CommandOptions): Promise<void> => {
    io.exit(await runAction(io, options, load));
  };
}
