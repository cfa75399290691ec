import { FatalError, type Field, type MetadataColumn, type Table } from '@etl/core';
import type { SqlConnection } from '../connection.js';
import type { SqlDialect } from '../dialect.js';
import { buildNewGeneration } from '../generations.js';
import { METADATA_COLUMN_LIST, METADATA_COLUMNS } from '../metadata-columns.js';
import { quoteIdentifier, quoteTable, quoteText } from '../quote.js';
import {
  forgetColumns,
  markFilled,
  pathText,
  readColumns,
  rememberColumn,
  type RememberedColumn,
} from './column-memory.js';
import { nameColumns } from './column-names.js';
import { fillColumns } from './fill-columns.js';
import type { LoadedTable } from './loaded-table.js';
import { requireUnaltered, type ActualColumn } from './require-unaltered.js';
import { widenType } from './widen-type.js';
import { textOf } from './text-of.js';

export interface PrepareOptions {
  readonly connection: SqlConnection;
  readonly dialect: SqlDialect;
  readonly schema: string;
  readonly table: Table;
  readonly maxIdentifierLength: number;
  /** Whether the stream's state says that rows were loaded. */
  readonly wasLoaded: boolean;
  /** For records that have to be staged once more. */
  readonly temporaryDirectory: string;
}

/**
 * Brings a table to what the stream declares: creates it, adds columns, widens types, and fills both from the stored
 * records. Columns that are declared no more stay, and are NULL in rows written from now on.
 *
 * @throws FatalError when the table is not one of ours, is gone, or was altered by something else.
 */
export async function prepareTable(options: PrepareOptions): Promise<LoadedTable> {
  const { connection, schema, table, dialect } = options;
  const name = { schema, table: table.name };
  const actual = await readActualColumns(connection, name);
  const remembered = await readColumns(connection, name);
  if (actual.length === 0) await createTable(options, remembered);
  else await adoptTable(options, actual, remembered);
  const known = actual.length === 0 ? [] : remembered;
  const columns = nameColumns(table.fields, known, options.maxIdentifierLength);
  const fields = table.fields.map((field) => widenField(field, known));
  for (const field of fields) await bringColumn(options, field, columns.get(field.name) ?? field.name, known);
  const loaded = buildLoadedTable(dialect, schema, { ...table, fields }, columns);
  await fillColumns(options, loaded, await readColumns(connection, name));
  // Rows written from now on leave these NULL: should they be declared again, they are filled again.
  const undeclared = known.filter(({ field }) => !fields.some((declared) => declared.name === field));
  await markFilled(
    connection,
    name,
    undeclared.map(({ field }) => field),
    false,
  );
  return loaded;
}

function buildLoadedTable(
  dialect: SqlDialect,
  schema: string,
  table: Table,
  columns: ReadonlyMap<string, string>,
): LoadedTable {
  const columnOf = (field: Field): string => columns.get(field.name) ?? field.name;
  const keyColumns = table.primaryKey.map((name) => columns.get(name) ?? name);
  const target = { dialect, schema, table: table.name, keyColumns, hasVersion: table.version !== undefined };
  return { table, target, columnOf };
}

async function readActualColumns(
  connection: SqlConnection,
  { schema, table }: { readonly schema: string; readonly table: string },
): Promise<ActualColumn[]> {
  const rows = await connection.rows(
    [
      'SELECT column_name, data_type FROM information_schema.columns WHERE table_catalog = current_database()',
      `AND table_schema = ${quoteText(schema)} AND table_name = ${quoteText(table)}`,
    ].join(' '),
  );
  return rows.map((row) => ({ name: textOf(row, 'column_name'), type: textOf(row, 'data_type') }));
}

async function createTable(options: PrepareOptions, remembered: readonly RememberedColumn[]): Promise<void> {
  const { connection, schema, table, wasLoaded } = options;
  if (remembered.length > 0 && wasLoaded) {
    throw new FatalError({
      code: 'table_missing',
      message: `The table ${quoteTable(schema, table.name)} is gone, but state says that it was loaded.`,
      remedy: 'Bring it back, or forget the state of its stream with `etl state reset`, and it is read anew.',
    });
  }
  await forgetColumns(connection, { schema, table: table.name });
  const metadata = METADATA_COLUMN_LIST.filter(
    ({ onlyWithVersion }) => onlyWithVersion !== true || table.version !== undefined,
  ).map((column) => `${column.name} ${metadataType(options, column)}`);
  await connection.run(`CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(schema)}`);
  await connection.run(`CREATE TABLE ${quoteTable(schema, table.name)} (${metadata.join(', ')})`);
  for (const statement of buildNewGeneration(schema, table.name)) await connection.run(statement);
}

function metadataType({ connection, dialect }: PrepareOptions, { name, type }: MetadataColumn): string {
  return name === METADATA_COLUMNS.record ? connection.recordType : dialect.columnTypes[type];
}

/** A table that had no versions so far gets their column: its rows rank below any version. */
async function adoptTable(
  options: PrepareOptions,
  actual: readonly ActualColumn[],
  remembered: readonly RememberedColumn[],
): Promise<void> {
  requireUnaltered(options, actual, remembered);
  const { connection, dialect, schema, table } = options;
  const { version } = METADATA_COLUMNS;
  if (table.version === undefined || actual.some(({ name }) => name === version)) return;
  await connection.run(
    `ALTER TABLE ${quoteTable(schema, table.name)} ADD COLUMN ${version} ${dialect.columnTypes.string}`,
  );
}

/** The field with the type its column has to have: values stored before must still fit. */
function widenField(field: Field, remembered: readonly RememberedColumn[]): Field {
  const stored = remembered.find((column) => column.field === field.name);
  return stored === undefined ? field : { ...field, type: widenType(stored.type, field.type) };
}

async function bringColumn(
  { connection, dialect, schema, table }: PrepareOptions,
  field: Field,
  column: string,
  remembered: readonly RememberedColumn[],
): Promise<void> {
  const stored = remembered.find((known) => known.field === field.name);
  const path = pathText(field);
  if (stored?.type === field.type && stored.path === path) return;
  const name = quoteTable(schema, table.name);
  const quoted = quoteIdentifier(column);
  // A changed type starts empty and is filled from the records: they know the value as it was sent.
  if (stored !== undefined && stored.type !== field.type)
    await connection.run(`ALTER TABLE ${name} DROP COLUMN ${quoted}`);
  if (stored?.type !== field.type) {
    await connection.run(`ALTER TABLE ${name} ADD COLUMN ${quoted} ${dialect.columnTypes[field.type]}`);
  }
  const isKey = table.primaryKey.includes(field.name);
  await rememberColumn(
    connection,
    { schema, table: table.name },
    { column, field: field.name, path, type: field.type, filled: isKey },
  );
}
