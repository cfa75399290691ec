import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigError } from '@etl/core';

const ANY_WRITE_BIT = 0o222;

/** @throws ConfigError when `path` cannot be a database file: a folder, marked read-only, or in no folder. */
export async function checkPath(path: string): Promise<void> {
  const found = await statOf(path);
  if (found === undefined) {
    await requireFolder(path);
    return;
  }
  if (found.isDirectory()) {
    throw new ConfigError({
      code: 'database_is_folder',
      message: `${path} is a folder, not a DuckDB file.`,
      remedy: 'Name a file in it (destination.config.path), e.g. data.duckdb.',
    });
  }
  // Asked of the mode: a privileged user could write nevertheless, against the owner's word.
  if ((found.mode & ANY_WRITE_BIT) === 0) {
    throw new ConfigError({
      code: 'database_not_writable',
      message: `The DuckDB file ${path} is marked read-only.`,
      remedy: `Allow writing (chmod u+w ${path}), or name another file (destination.config.path).`,
    });
  }
}

async function requireFolder(path: string): Promise<void> {
  const folder = dirname(path);
  const found = await statOf(folder);
  if (found?.isDirectory() === true) return;
  throw new ConfigError({
    code: 'database_folder_missing',
    message: `The DuckDB file ${path} cannot be made: there is no folder ${folder}.`,
    remedy: 'Make the folder, or name another file (destination.config.path).',
  });
}

async function statOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ConfigError({
      code: 'database_not_readable',
      message: `${path} cannot be looked at: ${message}.`,
      cause: error,
    });
  }
}
