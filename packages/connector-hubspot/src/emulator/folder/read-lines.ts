import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InputObject } from '../input/read-body.js';
import { isObject } from '../input/read-body.js';

/**
 * Hands each record of an NDJSON file to `read`, and says where it failed.
 *
 * @throws Error naming file and line.
 */
export async function readRecords(
  directory: string,
  file: string,
  read: (record: InputObject) => void,
): Promise<void> {
  const text = await readFile(join(directory, file), 'utf8');
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
}

function parseRecord(line: string): InputObject {
  const record: unknown = JSON.parse(line);
  if (!isObject(record)) throw new Error('not a JSON object');
  return record;
}
