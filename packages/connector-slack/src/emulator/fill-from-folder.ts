import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SlackEmulator } from './emulator.js';
import type { RecordStore } from './record-store.js';

/**
 * Serves `users.ndjson` and `orders.ndjson` of a folder, one record a line, as they stand.
 *
 * @throws Error naming the file that is missing, or file and line of what is not a record.
 */
export async function fillFromFolder(emulator: SlackEmulator, directory: string): Promise<void> {
  for (const list of ['users', 'orders'] as const) {
    const file = join(directory, `${list}.ndjson`);
    const lines = (await readFile(file, 'utf8')).split('\n');
    for (const [index, line] of lines.entries()) {
      if (line.trim() !== '') putLine(emulator[list], line, `${file}:${index + 1}`);
    }
  }
}

function putLine(store: RecordStore, line: string, place: string): void {
  try {
    store.put(line);
  } catch (error) {
    throw new Error(`${place}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
