import type { SourceRecord } from '@etl/core';
import { BrokenEntryError } from '../zip/export-failures.js';
import type { ZipArchive } from '../zip/zip-archive.js';
import type { ZipEntry } from '../zip/zip-entry.js';
import { ArraySplitter, MalformedArrayError } from './array-splitter.js';
import { utf8Text } from './utf8-text.js';

/**
 * The elements of a file in the ZIP that holds a JSON array, each as its own text; a few hundred at a time.
 *
 * What was yielded is right only once the generator has ended: the checksum stands behind all of it.
 *
 * @throws BrokenEntryError when the file cannot be unpacked, is not UTF-8, is no JSON array, or is cut off.
 */
export async function* readArray(archive: ZipArchive, entry: ZipEntry): AsyncGenerator<SourceRecord[]> {
  const splitter = new ArraySplitter();
  try {
    for await (const text of utf8Text(archive.read(entry))) {
      const records = splitter.push(text);
      if (records.length > 0) yield records;
    }
    const records = splitter.end();
    if (records.length > 0) yield records;
  } catch (error) {
    throw explain(error, archive.path, entry.name);
  }
}

function explain(error: unknown, path: string, name: string): unknown {
  if (error instanceof MalformedArrayError) {
    return new BrokenEntryError(path, name, 'export_malformed', error.message);
  }
  if (error instanceof RangeError) return new BrokenEntryError(path, name, 'export_not_utf8', 'is not UTF-8');
  return error;
}
