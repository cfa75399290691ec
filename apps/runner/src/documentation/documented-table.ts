import type { DescribedTable, DestinationCapabilities, Field, Table } from '@etl/core';

/** A table as its reader finds it in the destination. */
export interface DocumentedTable {
  readonly schema: string;
  readonly name: string;
  readonly description?: string;
  /** What fills it, for a person: a stream or a transformer. */
  readonly filledBy: string;
  readonly primaryKey: readonly string[];
  readonly version?: string;
  readonly columns: readonly DocumentedColumn[];
  /** Columns that the destination adds. */
  readonly metadata: readonly DocumentedColumn[];
}

export interface DocumentedColumn {
  readonly name: string;
  /** Native type of the destination. */
  readonly type: string;
  readonly description: string;
  /** Where the value stands in the vendor's record; absent where no vendor sends it. */
  readonly path?: readonly string[];
  readonly pii?: boolean;
}

/** A stream's table, as loaded into `schema` of a destination. */
export function documentTable(
  table: Table,
  { schema, filledBy }: { readonly schema: string; readonly filledBy: string },
  { columnTypes, metadataColumns }: DestinationCapabilities,
): DocumentedTable {
  const { name, description, primaryKey, version, fields } = table;
  return {
    schema,
    name,
    ...(description === undefined ? {} : { description }),
    filledBy,
    primaryKey,
    ...(version === undefined ? {} : { version }),
    columns: fields.map((field) => documentField(field, columnTypes)),
    metadata: metadataColumns
      .filter(({ onlyWithVersion }) => onlyWithVersion !== true || version !== undefined)
      .map((column) => ({ ...column, type: columnTypes[column.type] })),
  };
}

/** A table that a model transformer builds; nothing is added to it. */
export function documentModelTable(
  table: DescribedTable,
  transformer: string,
  { columnTypes }: DestinationCapabilities,
): DocumentedTable {
  return {
    ...table,
    filledBy: `transformer ${transformer}`,
    columns: table.columns.map((column) => ({ ...column, type: columnTypes[column.type] })),
    metadata: [],
  };
}

function documentField(
  { name, type, description = '', path, pii }: Field,
  columnTypes: DestinationCapabilities['columnTypes'],
): DocumentedColumn {
  return { name, type: columnTypes[type], description, path, ...(pii === true ? { pii } : {}) };
}
