import type { MetadataColumn } from '@etl/core';

/** Columns that every loaded table has beside its fields. */
export const METADATA_COLUMNS = {
  runId: '_etl_run_id',
  commit: '_etl_commit',
  syncedAt: '_etl_synced_at',
  deletedAt: '_etl_deleted_at',
  hash: '_etl_hash',
  version: '_etl_version',
  record: '_etl_record',
  errors: '_etl_errors',
} as const;

/** The same columns with types and meaning, in their order in a table: what tables and their documentation are made from. */
export const METADATA_COLUMN_LIST: readonly MetadataColumn[] = [
  { name: METADATA_COLUMNS.runId, type: 'string', description: 'run that last wrote the row' },
  {
    name: METADATA_COLUMNS.commit,
    type: 'integer',
    description: 'number of that commit; rises, so readers can follow changes',
  },
  { name: METADATA_COLUMNS.syncedAt, type: 'timestamp', description: 'when the record was written' },
  {
    name: METADATA_COLUMNS.deletedAt,
    type: 'timestamp',
    description: 'when it was found gone; NULL while it lives',
  },
  {
    name: METADATA_COLUMNS.hash,
    type: 'string',
    description: 'of the record without spacing and volatile fields; an equal hash is not written again',
  },
  {
    name: METADATA_COLUMNS.version,
    type: 'string',
    description: 'in tables with a version: what an older record is told by',
    onlyWithVersion: true,
  },
  {
    name: METADATA_COLUMNS.record,
    type: 'string',
    description: "the record's own text: it rebuilds exactly, and fills columns that are added later",
  },
  {
    name: METADATA_COLUMNS.errors,
    type: 'json',
    description:
      '`[{column, reason, value}]` of what did not fit its column, or was translated (`{path, reason, value}`)',
  },
];
