import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '@etl/core';

/**
 * Writes texts into a folder, by file name, and tells each path.
 *
 * @param what what is written, for the error.
 * @throws ConfigError when the folder cannot be written to.
 */
export async function writeFiles(
  what: string,
  directory: string,
  files: ReadonlyMap<string, string>,
  tell: (path: string) => void,
): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
    for (const [name, text] of files) {
      await writeFile(join(directory, name), text);
      tell(join(directory, name));
    }
  } catch (error) {
    throw new ConfigError({
      code: 'output_not_writable',
      message: `${what} cannot be written to ${directory}: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: 'Choose a folder you may write to (--output).',
      cause: error,
    });
  }
}
