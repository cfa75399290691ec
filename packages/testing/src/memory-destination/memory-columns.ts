import type { FieldType, MetadataColumn } from '@etl/core';

/** Nothing is stored natively: each type is called what the contract calls it. */
export const COLUMN_TYPES: Readonly<Record<FieldType, string>> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  decimal: 'decimal',
  boolean: 'boolean',
  timestamp: 'timestamp',
  date: 'date',
  json: 'json',
};

export const METADATA_COLUMNS: readonly MetadataColumn[] = [
  { name: '_etl_run_id', type: 'string', description: 'run that last wrote the row' },
  { name: '_etl_commit', type: 'integer', description: 'number of that commit' },
  { name: '_etl_synced_at', type: 'timestamp', description: 'when the record was written' },
  { name: '_etl_deleted_at', type: 'timestamp', description: 'when it was found gone' },
  { name: '_etl_hash', type: 'string', description: 'of the record without volatile fields' },
  { name: '_etl_record', type: 'string', description: "the record's own text" },
  { name: '_etl_errors', type: 'json', description: 'what did not fit, by column' },
];
