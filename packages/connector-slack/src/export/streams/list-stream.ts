import type {
  Batch,
  Instant,
  PlanRequest,
  ReadRequest,
  ResumeCheckpoint,
  SourceRecord,
  Stream,
  Table,
} from '@etl/core';
import { isJsonObject } from '@etl/core/json';
import type { ExportFile } from '../layout/export-file.js';
import { changedExport } from '../zip/export-failures.js';
import { ZipArchive } from '../zip/zip-archive.js';
import { askNobody } from './ask-nobody.js';

/** Records of a list, and how many they were in the file. */
export interface ListedRecords {
  readonly records: readonly SourceRecord[];
  readonly fetched: number;
}

export interface ListOptions {
  readonly table: Table;
  readonly file: ExportFile;
  readonly readAll: (archive: ZipArchive) => AsyncIterable<ListedRecords>;
}

/** Where it is kept which export was read. */
const PARTITION = '#export';

/**
 * A list of an export. It is read once, and not at all when something newer was read before: another export, or the API. Rows
 * that it does not hold stay: an export does not say what it leaves out.
 */
export function exportListStream(options: ListOptions): Stream {
  const { name, description = '' } = options.table;
  return {
    name,
    description: `${description} Read from an export.`,
    tables: [options.table],
    plan: (request) => (hasNews(options, request) ? [{ partition: PARTITION, reason: 'snapshot' }] : []),
    read: (request) => readList(options, request),
    estimate: askNobody,
  };
}

async function* readList(options: ListOptions, request: ReadRequest): AsyncGenerator<Batch> {
  const { table, file, readAll } = options;
  if (!hasNews(options, request)) return;
  const archive = await ZipArchive.open(file.index.path);
  try {
    if (archive.identity !== file.index.identity) throw changedExport(archive.path);
    for await (const { records, fetched } of readAll(archive)) {
      request.signal.throwIfAborted();
      yield { kind: 'batch', table: table.name, records, fetched };
    }
    await archive.expectUnchanged();
  } finally {
    await archive.close();
  }
  yield { kind: 'batch', table: table.name, records: [], fetched: 0, checkpoints: [doneWith(file)] };
}

function doneWith(file: ExportFile): ResumeCheckpoint {
  const value = { export: file.index.digest, made_after: madeAfter(file) };
  return { kind: 'resume', partition: PARTITION, value };
}

function hasNews({ table, file }: ListOptions, { state }: PlanRequest): boolean {
  const readByApi = state.get('')?.completed?.[table.name] ?? -Infinity;
  if (readByApi >= madeAfter(file)) return false;
  const known = state.get(PARTITION)?.resume;
  if (!isJsonObject(known)) return true;
  const isNewer = typeof known.made_after !== 'number' || known.made_after <= madeAfter(file);
  return known.export !== file.index.digest && isNewer;
}

/** The export was made after this. Of one without messages nothing is known. */
function madeAfter({ days }: ExportFile): Instant {
  return days?.last.earliest ?? 0;
}
