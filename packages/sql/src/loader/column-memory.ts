import type { Field, FieldType } from '@etl/core';
import type { SqlConnection } from '../connection.js';
import { quoteText } from '../quote.js';
import { SYSTEM_SCHEMA } from './system-tables.js';
import { textOf } from './text-of.js';

/** What is remembered of a column, so that its name stays and an interrupted change is finished. */
export interface RememberedColumn {
  readonly column: string;
  readonly field: string;
  readonly path: string;
  readonly type: FieldType;
  /** Whether rows that were there before the column, or before its change, have been filled from their records. */
  readonly filled: boolean;
}

interface TableName {
  readonly schema: string;
  readonly table: string;
}

const COLUMNS = `${SYSTEM_SCHEMA}.columns`;

/** A field's path as it is remembered and compared. */
export function pathText(field: Field): string {
  return JSON.stringify(field.path);
}

export async function readColumns(connection: SqlConnection, name: TableName): Promise<RememberedColumn[]> {
  const rows = await connection.rows(
    `SELECT column_name, field, path, type, filled FROM ${COLUMNS} WHERE ${isOf(name)}`,
  );
  return rows.map((row) => ({
    column: textOf(row, 'column_name'),
    field: textOf(row, 'field'),
    path: textOf(row, 'path'),
    type: textOf(row, 'type') as FieldType,
    filled: row.filled === true,
  }));
}

export async function rememberColumn(
  connection: SqlConnection,
  name: TableName,
  { column, field, path, type, filled }: RememberedColumn,
): Promise<void> {
  await connection.run(`DELETE FROM ${COLUMNS} WHERE ${isOf(name)} AND column_name = ${quoteText(column)}`);
  const texts = [name.schema, name.table, column, field, path, type].map(quoteText).join(', ');
  await connection.run(`INSERT INTO ${COLUMNS} VALUES (${texts}, ${filled ? 'TRUE' : 'FALSE'})`);
}

/** Sets whether the columns of these fields hold what the stored records say. */
export async function markFilled(
  connection: SqlConnection,
  name: TableName,
  fields: readonly string[],
  filled: boolean,
): Promise<void> {
  if (fields.length === 0) return;
  const names = fields.map(quoteText).join(', ');
  await connection.run(
    `UPDATE ${COLUMNS} SET filled = ${filled ? 'TRUE' : 'FALSE'} WHERE ${isOf(name)} AND field IN (${names})`,
  );
}

export async function forgetColumns(connection: SqlConnection, name: TableName): Promise<void> {
  await connection.run(`DELETE FROM ${COLUMNS} WHERE ${isOf(name)}`);
}

function isOf({ schema, table }: TableName): string {
  return `table_schema = ${quoteText(schema)} AND table_name = ${quoteText(table)}`;
}
