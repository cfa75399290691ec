import type { Command } from 'commander';
import type { CommandOptions } from '../command-options.js';
import { parseInstantOption } from '../parse-options.js';
import type { Io } from '../process-io.js';
import { runAction, type Action } from '../run-action.js';

/** A command with the options that all commands of a project take. */
export function projectCommand(parent: Command, name: string, description: string): Command {
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

export function withRange(command: Command): Command {
  return command
    .option('--since <date>', 'read nothing before this date or instant', parseInstantOption)
    .option('--until <date>', 'read nothing at or after this date or instant', parseInstantOption);
}

/** Carries a command out; `load` imports its code, so that help and errors need no database. */
export function act(io: Io, load: () => Promise<Action>) {
  return async (options: CommandOptions): Promise<void> => {
    io.exit(await runAction(io, options, load));
  };
}
