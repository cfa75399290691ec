import type { Stream } from '../contracts/stream.js';
import type { Field, Table } from '../contracts/table.js';

/** Which of a source's streams, tables and columns are wanted; what is absent selects everything. */
export interface Selection {
  readonly streams?: readonly string[];
  readonly tables?: readonly string[];
  /** By table. Columns of the primary key, of the version, and volatile ones are always kept: what counts as a change must not depend on the selection. */
  readonly columns?: Readonly<Record<string, readonly string[]>>;
}

/** The stream's tables that are wanted, with the fields that are wanted. Empty: leave the stream out. */
export function selectTables(stream: Stream, selection: Selection): readonly Table[] {
  if (selection.streams !== undefined && !selection.streams.includes(stream.name)) return [];
  return stream.tables
    .filter((table) => selection.tables?.includes(table.name) ?? true)
    .map((table) => selectFields(table, selection.columns?.[table.name]));
}

function selectFields(table: Table, columns: readonly string[] | undefined): Table {
  if (columns === undefined) return table;
  const isKept = (field: Field): boolean =>
    columns.includes(field.name) ||
    table.primaryKey.includes(field.name) ||
    field.name === table.version ||
    field.volatile === true;
  return { ...table, fields: table.fields.filter(isKept) };
}
