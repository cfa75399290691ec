import { Command, CommanderError } from 'commander';
import { addLoadingCommands } from './command-line/loading.js';
import { addLookingCommands } from './command-line/looking.js';
import { addServingCommands } from './command-line/serving.js';
import { EXIT } from './exit-code.js';
import type { Io } from './process-io.js';

const EXAMPLES = `
Examples:
  etl run                                  load everything the YAML in ./configs names
  etl run --source gong --since 2026-01-01
  etl plan --count                         what the next run would read, and what it costs
  etl backfill --from 2025-01-01 --to 2025-07-01
  etl preview --stream calls --limit 3     how records would be typed, without loading them
  etl status                               how the last runs ended, and what is covered
  etl discover --docs --output docs/tables document the tables that are loaded
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
  addLoadingCommands(program, io);
  addLookingCommands(program, io);
  addServingCommands(program, io);
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
