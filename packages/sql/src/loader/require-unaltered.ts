import { FatalError, type Table } from '@etl/core';
import type { SqlDialect } from '../dialect.js';
import { METADATA_COLUMNS } from '../metadata-columns.js';
import { quoteTable } from '../quote.js';
import type { RememberedColumn } from './column-memory.js';

/** A column as the database describes it. */
export interface ActualColumn {
  readonly name: string;
  readonly type: string;
}

interface Expectation {
  readonly dialect: SqlDialect;
  readonly schema: string;
  readonly table: Table;
}

/** @throws FatalError when the table was not made by this toolkit, or was altered since. */
export function requireUnaltered(
  { dialect, schema, table }: Expectation,
  actual: readonly ActualColumn[],
  remembered: readonly RememberedColumn[],
): void {
  const name = quoteTable(schema, table.name);
  if (remembered.length === 0) {
    throw new FatalError({
      code: 'foreign_table',
      message: `The table ${name} exists and was not made by this toolkit; nothing was written to it.`,
      remedy: 'Rename it, or choose another schema for this source.',
    });
  }
  const missingMetadata = Object.values(METADATA_COLUMNS)
    .filter((column) => column !== METADATA_COLUMNS.version)
    .filter((column) => !actual.some((found) => found.name === column));
  const problems = [
    ...missingMetadata.map((column) => `${column} is gone`),
    ...remembered.flatMap((column) => describeAlteration(dialect, column, actual)),
  ];
  if (problems.length === 0) return;
  throw new FatalError({
    code: 'table_altered',
    message: `The table ${name} was altered by something else: ${problems.join(', ')}.`,
    remedy:
      'Undo that, or drop the table, forget the state of its stream with `etl state reset` and run again.',
  });
}

function describeAlteration(
  dialect: SqlDialect,
  { column, type }: RememberedColumn,
  actual: readonly ActualColumn[],
): string[] {
  const found = actual.find(({ name }) => name === column);
  if (found === undefined) return [`column ${column} is gone`];
  const expected = dialect.describedTypes[type];
  return found.type === expected ? [] : [`column ${column} is ${found.type} instead of ${expected}`];
}
