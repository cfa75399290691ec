import type { QueryRow } from '@etl/core';

/** A text column's value. @throws TypeError when it holds anything else: the statement and its reader disagree. */
export function textOf(row: QueryRow, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new TypeError(`Column ${column} holds ${JSON.stringify(value)}, not a text.`);
}
