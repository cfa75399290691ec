import { requireThat } from '../check/conformance-check.js';
import type { StoredRow } from './destination-driver.js';

/** Whether a row is not marked deleted. */
export function isLive(row: StoredRow): boolean {
  return row._etl_deleted_at === null;
}

/** The row whose `column` is `value`; a violation when there is none or more than one. */
export function rowWhere(rows: readonly StoredRow[], column: string, value: string): StoredRow {
  const found = rows.filter((row) => row[column] === value);
  const [row] = found;
  requireThat(
    row !== undefined && found.length === 1,
    () => `${found.length} rows with ${column} ${value}, not 1.`,
  );
  return row;
}

/** A column's value as text, `NULL` where it has none. */
export function printValue(row: StoredRow, column: string): string {
  const value = row[column];
  if (value === null || value === undefined) return 'NULL';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Live values of one column, sorted. */
export function liveValues(rows: readonly StoredRow[], column: string): string[] {
  return rows
    .filter(isLive)
    .map((row) => printValue(row, column))
    .sort();
}

/** A text column's value; a violation when it holds no text. */
export function textOf(row: StoredRow, column: string): string {
  const value = row[column];
  requireThat(
    typeof value === 'string',
    () => `Column ${column} holds ${JSON.stringify(value)}, not a text.`,
  );
  return value;
}
