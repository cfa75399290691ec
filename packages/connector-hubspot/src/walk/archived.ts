import type { Batch, Checkpoint, Deletion, Instant, JsonValue, ReadRequest, SourceRecord } from '@etl/core';
import { isJsonObject } from '@etl/core/json';
import { RecordList, type ListPage } from './list-page.js';
import { readRange, highestOf } from './read-range.js';
import { readText } from './read-text.js';
import { readId } from './record-id.js';
import type { WalkOptions } from './walk-options.js';

const PAGE = 100;

/** What is remembered of reading the archive. */
interface ArchiveState {
  readonly completedAt?: Instant;
  /** Under way since a run that was stopped: the last id that was yielded. */
  readonly after?: string;
}

/** Whether the list of archived records is to be read now. */
export function isArchiveDue(value: JsonValue | undefined, every: number, startedAt: Instant): boolean {
  const { completedAt, after } = readState(value);
  return after !== undefined || completedAt === undefined || startedAt - completedAt >= every;
}

/**
 * Deletions of all archived records. HubSpot moves no time of change when it archives a record, so its list is the only
 * place that tells; it holds what was archived in the last 90 days.
 */
export async function* readArchived(
  { api, type, table, prefix }: WalkOptions,
  request: ReadRequest,
  state: JsonValue | undefined,
): AsyncGenerator<Batch> {
  const list = new RecordList(api, {
    type: type.path,
    properties: ['hs_object_id'],
    archived: true,
    limit: PAGE,
  });
  const before = readState(state);
  const range = { after: before.after ?? '0', upTo: null };
  const resume = (value: ArchiveState): readonly Checkpoint[] => [
    { kind: 'resume', partition: `${prefix}archived`, value: { ...value } },
  ];
  for await (const page of readRange(list, request, range)) {
    const batch = buildBatch(table, page);
    const after = highestOf(page.ids);
    yield page.next === undefined || after === undefined
      ? batch
      : { ...batch, checkpoints: resume({ ...before, after }) };
  }
  yield {
    kind: 'batch',
    table,
    records: [],
    fetched: 0,
    checkpoints: resume({ completedAt: request.startedAt }),
  };
}

function buildBatch(table: string, { records }: ListPage): Batch {
  return {
    kind: 'batch',
    table,
    records: [],
    deletions: records.map(buildDeletion),
    fetched: records.length,
    filtered: { archived: records.length },
  };
}

/** Without a version: a restored record keeps its time of change, and must not be older than its deletion. */
function buildDeletion(record: SourceRecord): Deletion {
  const archivedAt = readText(record.text, ['archivedAt']);
  const when = archivedAt === undefined ? 'at an unknown time' : `at ${archivedAt}`;
  return { key: [readId(record)], evidence: `Archived in HubSpot ${when}.` };
}

function readState(value: JsonValue | undefined): ArchiveState {
  if (!isJsonObject(value)) return {};
  const { completedAt, after } = value;
  return {
    ...(typeof completedAt === 'number' ? { completedAt } : {}),
    ...(typeof after === 'string' ? { after } : {}),
  };
}
