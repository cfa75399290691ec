import {
  ConfigError,
  type Batch,
  type Field,
  type Table,
  type TableExtent,
  type TransformerPlugin,
} from '@etl/core';
import { configSchema, type UnifiedConfig } from './config.js';
import { removePaths } from './remove-paths.js';

/** Removes the values of chosen columns from every record, so that they reach neither disk nor destination. */
export const transformer: TransformerPlugin<UnifiedConfig> = {
  specificationVersion: 'v1',
  name: 'unified',
  configSchema,
  create: ({ columns }) => {
    const chosen = new Set(columns);
    return {
      kind: 'record',
      name: 'unified',
      checkTables: (tables, extent) => {
        for (const column of chosen) requireColumn(column, tables, extent);
      },
      transform: (batch, table) => removeColumns(batch, table, chosen),
    };
  },
};

function removeColumns(batch: Batch, table: Table, chosen: ReadonlySet<string>): Batch {
  requireSweepable(batch, chosen);
  const removed = table.fields.filter(({ name }) => chosen.has(`${table.name}.${name}`));
  if (removed.length === 0) return batch;
  for (const field of removed) requireRemovable(field, table);
  const paths = removed.map(({ path }) => path);
  return { ...batch, records: batch.records.map((record) => ({ text: removePaths(record.text, paths) })) };
}

/** A misspelt column would be stored, and nobody would notice. */
function requireColumn(column: string, tables: readonly Table[], { isComplete }: TableExtent): void {
  const named = tables.filter(({ name }) => column.startsWith(`${name}.`));
  if (named.some(({ name, fields }) => fields.some((field) => column === `${name}.${field.name}`))) return;
  if (named.length === 0 && !isComplete) return;
  throw new ConfigError({
    code: 'unknown_column',
    message: `There is no column ${column} to be removed.`,
    remedy: 'Write `table.column` as the table has it, or take it off the list of columns.',
  });
}

/** A sweep finds the rows it speaks of by their columns. */
function requireSweepable({ checkpoints = [] }: Batch, chosen: ReadonlySet<string>): void {
  const needed = checkpoints.flatMap((checkpoint) =>
    checkpoint.kind === 'complete'
      ? checkpoint.within.map(({ column }) => `${checkpoint.table}.${column}`)
      : [],
  );
  const missed = needed.find((column) => chosen.has(column));
  if (missed !== undefined) throw columnIsNeeded(missed, 'deletions are found by it');
}

/** Without its key a record has no row, without its version it cannot be told from a stale one. */
function requireRemovable({ name, path }: Field, table: Table): void {
  const needed = table.fields
    .filter((field) => table.primaryKey.includes(field.name) || field.name === table.version)
    .find((field) => path.every((key, index) => field.path[index] === key));
  if (needed === undefined) return;
  throw columnIsNeeded(
    `${table.name}.${name}`,
    `it holds ${table.name}.${needed.name}, by which rows are told apart`,
  );
}

function columnIsNeeded(column: string, why: string): ConfigError {
  return new ConfigError({
    code: 'column_is_needed',
    message: `The column ${column} cannot be removed: ${why}.`,
    remedy: `Take ${column} off the list of columns.`,
  });
}
