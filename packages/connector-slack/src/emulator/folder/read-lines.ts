import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject, type JsonObject } from '../workspace/json-object.js';

/**
 * Hands each record of an NDJSON file to `read`, and says where it failed.
 *
 * @throws Error naming file and line.
 */
export async function readRecords(
  directory: string,
  file: string,
  read: (record: JsonObject) => void,
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

/** @throws Error when the member is missing or no text. */
export function requireText(line: JsonObject, key: string): string {
  const value = line[key];
  if (typeof value !== 'string' || value === '') throw new Error(`a record needs \`${key}\`, a text`);
  return value;
}

/** @throws Error when the member is missing or no object. */
export function requireObject(line: JsonObject, key: string): JsonObject {
  const value = line[key];
  if (!isObject(value)) throw new Error(`a record needs \`${key}\`, an object`);
  return value;
}

function parseRecord(line: string): JsonObject {
  const record: unknown = JSON.parse(line);
  if (!isObject(record)) throw new Error('not a JSON object');
  return record;
}
