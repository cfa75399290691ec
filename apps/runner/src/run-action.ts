import { Redactor, toEtlError } from '@etl/core';
import type { CommandOptions } from './command-options.js';
import { exitCodeOfError, type ExitCode } from './exit-code.js';
import type { Io } from './process-io.js';

export interface ActionContext {
  readonly io: Io;
  readonly options: CommandOptions;
  /** Knows every credential as soon as the configuration is read. */
  readonly redactor: Redactor;
}

export type Action = (context: ActionContext) => Promise<ExitCode>;

/** Runs a command; an error becomes one message on stderr (and one JSON line with `--json`) and an exit code. */
export async function runAction(
  io: Io,
  options: CommandOptions,
  load: () => Promise<Action>,
): Promise<ExitCode> {
  const redactor = new Redactor();
  try {
    const action = await load();
    return await action({ io, options, redactor });
  } catch (thrown) {
    const error = toEtlError(thrown);
    const message = redactor.redact(error.describe());
    io.err(`${message}\n`);
    if (options.json === true) io.out(`${JSON.stringify({ type: 'error', code: error.code, message })}\n`);
    if (options.verbose === true && thrown instanceof Error)
      io.err(`${redactor.redact(thrown.stack ?? '')}\n`);
    return exitCodeOfError(thrown);
  }
}
