import type { Instant } from '@etl/core';
import { ZipArchive } from '../zip/zip-archive.js';
import { readConversations, type ExportConversations } from './conversations.js';
import type { DayFile } from './day-files.js';
import { readIndex, type ExportIndex } from './export-index.js';
import { startOfRange } from './start-of-range.js';

/** An export as it was looked at. */
export interface ExportFile extends ExportConversations {
  readonly index: ExportIndex;
  /** The first and the last day with a file; absent when there is none. */
  readonly days: { readonly first: DayFile; readonly last: DayFile } | undefined;
  /** From here on the export is whole, in the conversations that it holds. */
  readonly start: Instant;
}

/**
 * Looks at an export without unpacking its messages.
 *
 * @param start from when on it is whole, where the user knows. Default: the first day of the range that its name tells; where it
 * tells none, the end of the first day with a file, because it is not known whether days before were asked for.
 * @throws ConfigError when the file is no export that can be read.
 */
export async function lookAtExport(path: string, start?: Instant): Promise<ExportFile> {
  const archive = await ZipArchive.open(path);
  try {
    const index = await readIndex(archive);
    const conversations = await readConversations(archive, index);
    const days = daysOf(index);
    return {
      ...conversations,
      index,
      days,
      start: start ?? startOfRange(path) ?? days?.first.latest ?? Infinity,
    };
  } finally {
    await archive.close();
  }
}

function daysOf({ folders }: ExportIndex): ExportFile['days'] {
  const days = [...folders.values()].flatMap(({ days: files }) => [files.at(0), files.at(-1)]);
  const files = days.filter((file) => file !== undefined);
  const [any] = files;
  if (any === undefined) return undefined;
  return {
    first: files.reduce((first, file) => (file.earliest < first.earliest ? file : first), any),
    last: files.reduce((last, file) => (file.earliest > last.earliest ? file : last), any),
  };
}
