import { open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigError } from '@etl/core';

const ANY_WRITE_BIT = 0o222;
/** Behind an eight-byte checksum; the format has had it since its first release. */
const MAGIC = { text: 'DUCK', offset: 8 };

/** @throws ConfigError when `path` cannot be a database file: a folder, marked read-only, in no folder, or something else. */
export async function checkPath(path: string): Promise<void> {
  const found = await findFile(path);
  // Asked of the mode: a privileged user could write nevertheless, against the owner's word.
  if (found !== undefined && (found.mode & ANY_WRITE_BIT) === 0) {
    throw new ConfigError({
      code: 'database_not_writable',
      message: `The DuckDB file ${path} is marked read-only.`,
      remedy: `Allow writing (chmod u+w ${path}), or name another file (destination.config.path).`,
    });
  }
  await requireDatabase(path, found);
}

/**
 * @returns whether there is a database to read; an empty file is none yet.
 * @throws ConfigError as `checkPath`, but a file that is marked read-only can be read.
 */
export async function hasDatabase(path: string): Promise<boolean> {
  const found = await findFile(path);
  await requireDatabase(path, found);
  return found !== undefined && found.size > 0;
}

type Found = NonNullable<Awaited<ReturnType<typeof statOf>>>;

/** @throws ConfigError when a folder is in the way, or there is none to make the file in. */
async function findFile(path: string): Promise<Found | undefined> {
  const found = await statOf(path);
  if (found === undefined) await requireFolder(path);
  if (found?.isDirectory() !== true) return found;
  throw new ConfigError({
    code: 'database_is_folder',
    message: `${path} is a folder, not a DuckDB file.`,
    remedy: 'Name a file in it (destination.config.path), e.g. data.duckdb.',
  });
}

/** Asked before DuckDB is: it would take an SQLite file for a database to attach, and write into that. */
async function requireDatabase(path: string, found: Found | undefined): Promise<void> {
  if (found === undefined || found.size === 0 || (await hasMagic(path))) return;
  throw new ConfigError({
    code: 'not_a_database',
    message: `The file ${path} is not a DuckDB database; it was left as it is.`,
    remedy: 'Name another file (destination.config.path).',
  });
}

async function hasMagic(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read({
      length: MAGIC.text.length,
      position: MAGIC.offset,
      buffer: Buffer.alloc(MAGIC.text.length),
    });
    return buffer.toString('latin1') === MAGIC.text;
  } finally {
    await file.close();
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
