import { ConfigError, FatalError, type EtlError } from '@etl/core';

const HOLDER = /PID (\d+)/;

/** Whether opening failed because another process has the file open. */
export function isLocked(error: unknown): boolean {
  return messageOf(error).includes('Could not set lock on file');
}

/** Why the file cannot be opened, and what to do about it. */
export function explainOpening(path: string, error: unknown): EtlError {
  const message = messageOf(error);
  const explained = (code: string, text: string, remedy: string): ConfigError =>
    new ConfigError({ code, message: text, remedy, cause: error });
  if (isLocked(error)) {
    const holder = HOLDER.exec(message)?.[1];
    const who = holder === undefined ? 'another process' : `process ${holder}`;
    return explained(
      'database_locked',
      `The DuckDB file ${path} is open in ${who}.`,
      'Close it there and run again.',
    );
  }
  if (/newer version of DuckDB|storage version|database version/i.test(message)) {
    return explained(
      'newer_database',
      `The DuckDB file ${path} was written by another version of DuckDB: ${message}`,
      'Update the toolkit, or name another file.',
    );
  }
  if (/Permission denied|Read-only file system|Cannot open file/i.test(message)) {
    return explained(
      'database_not_writable',
      `The DuckDB file ${path} cannot be opened for writing: ${message}`,
      'Check the permissions of the file and its folder.',
    );
  }
  return explained(
    'database_corrupt',
    `The DuckDB file ${path} cannot be read: ${message}`,
    'Restore it from a backup, or name another file.',
  );
}

/** Why a statement failed. */
export function explainStatement(path: string, error: unknown): EtlError {
  const message = messageOf(error);
  if (
    /No space left on device|max_temp_directory_size|could not be written|Could not write|File too large/i.test(
      message,
    )
  ) {
    return new FatalError({
      code: 'disk_full',
      message: `DuckDB cannot write ${path} or its temporary files: ${message}`,
      remedy: 'Free space there; nothing of this commit was kept.',
      cause: error,
    });
  }
  if (/Out of Memory/i.test(message)) {
    return new FatalError({
      code: 'out_of_memory',
      message: `DuckDB needs more memory than it may use: ${message}`,
      remedy: 'Raise destination.config.memory_limit.',
      cause: error,
    });
  }
  return new FatalError({
    code: 'duckdb_failed',
    message: `DuckDB refused a statement on ${path}: ${message}`,
    cause: error,
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
