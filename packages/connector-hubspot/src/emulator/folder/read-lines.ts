import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InputObject } from '../input/read-body.js';
import { isObject } from '../input/read-body.js';

/**
 * Hands each record of an NDJSON file to `read`, and says where it failed. A file that is not there has no records.
 *
 * @returns whether the file is there.
 * @throws Error naming file and line.
 */
export async function readRecords(
  directory: string,
  file: string,
  read: (record: InputObject) => void,
): Promise<boolean> {
  const text = await readIfExists(join(directory, file));
  if (text === undefined) return false;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      read(parseRecord(line));
    } catch (reason) {
      const found = reason instanceof Error ? reason.message : String(reason);
      const place = `${file} line ${index + 1}`;
      throw new Error(`${place}: ${found}. Correct or remove this line.`, { cause: reason });
    }
  }
  return true;
}

function parseRecord(line: string): InputObject {
  const record: unknown = JSON.parse(line);
  if (!isObject(record)) throw new Error('not a JSON object');
  return record;
}

async function readIfExists(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (reason) {
    if (reason instanceof Error && 'code' in reason && reason.code === 'ENOENT') return undefined;
    throw reason;
  }
}
