import { ConfigError, FatalError } from '@etl/core';

const ASK_AGAIN =
  'Download the export from Slack again; if it comes back the same, ask Slack for a new export.';

/** The file as a whole is of no use. */
export function unusableExport(
  path: string,
  code: string,
  problem: string,
  remedy = ASK_AGAIN,
  cause?: unknown,
): ConfigError {
  return new ConfigError({ code, message: `The Slack export ${path} ${problem}.`, remedy, cause });
}

/** One file in the ZIP is of no use; what it belongs to is not read. */
export class BrokenEntryError extends FatalError {
  constructor(path: string, entry: string, code: string, problem: string, remedy = ASK_AGAIN) {
    super({ code, message: `In the Slack export ${path}, "${entry}" ${problem}.`, remedy });
  }
}

export const EXPORT_CHANGED = 'export_changed';

/** What was read so far and what is read now may not belong together. */
export function changedExport(path: string): FatalError {
  return new FatalError({
    code: EXPORT_CHANGED,
    message: `The Slack export ${path} was changed while it was read.`,
    remedy: 'Let the download or copy finish, and run again: what was read whole is not read twice.',
  });
}
