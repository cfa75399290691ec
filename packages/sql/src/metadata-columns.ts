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
