import type { Field, Table } from '@etl/core';
import type { SqlDialect } from '../dialect.js';
import { METADATA_COLUMNS } from '../metadata-columns.js';
import { quoteIdentifier, quoteText } from '../quote.js';
import { conformReason, conformValue } from './conform-column.js';

/** Characters of a value that did not fit which are kept beside its reason; the record has the rest. */
const KEPT_OF_VALUE = 200;

export interface ConformOptions {
  readonly dialect: SqlDialect;
  readonly table: Table;
  /** Column names by field name, where they differ. */
  readonly columnOf: (field: Field) => string;
  /**
   * Relation with `key` (JSON array of the key's texts), `readable` (JSON text of the record), `notes` (JSON array or
   * NULL) and whatever `kept` names.
   */
  readonly from: string;
  /** Columns of `from` that are passed on. */
  readonly kept: readonly string[];
}

/**
 * SELECT of a table's typed columns and `_etl_errors` from records, parsing each record once.
 *
 * Primary-key columns come from the key that was taken when the record was read, so that both are always the same text.
 */
export function buildConform({ dialect, table, columnOf, from, kept }: ConformOptions): string {
  const scalars = table.fields.filter((field) => field.type !== 'json');
  const documents = table.fields.filter((field) => field.type === 'json');
  const textOf = (field: Field): string => {
    const text = dialect.listElement('texts', scalars.indexOf(field));
    return field.emptyIsNull === true ? `nullif(${text}, '')` : text;
  };
  const jsonOf = (field: Field): string => dialect.listElement('documents', documents.indexOf(field));
  const columns = table.fields.map((field) => {
    const keyIndex = table.primaryKey.indexOf(field.name);
    const value =
      keyIndex >= 0
        ? dialect.arrayText('key', keyIndex)
        : conformValue(dialect, field, textOf(field), jsonOf(field));
    return `${value} AS ${quoteIdentifier(columnOf(field))}`;
  });
  const problems = scalars.flatMap((field) => {
    const name = columnOf(field);
    const reason = conformReason(dialect, field, textOf(field), quoteIdentifier(name));
    const entry = (why: string) => dialect.errorEntry(quoteText(name), why, textOf(field), KEPT_OF_VALUE);
    return reason === undefined ? [] : [{ reason, entry: entry(reason) }];
  });
  const names = table.fields.map((field) => quoteIdentifier(columnOf(field)));
  // Most rows have none, and building lists of nothing for them takes longer than all casts together.
  const hasErrors = ['notes', ...problems.map(({ reason }) => `(${reason})`)]
    .map((cause) => `${cause} IS NOT NULL`)
    .join(' OR ');
  const found = dialect.errorArray(
    problems.map(({ entry }) => entry),
    'notes',
  );
  const errors = `CASE WHEN ${hasErrors} THEN ${found} END AS ${quoteIdentifier(METADATA_COLUMNS.errors)}`;
  return [
    `SELECT ${[...kept, ...names, errors].join(', ')}`,
    `FROM (SELECT *, ${columns.join(', ')}`,
    `FROM (SELECT *, ${extraction(dialect.extractTexts, scalars)} AS texts,`,
    `${extraction(dialect.extractJson, documents)} AS documents`,
    `FROM ${from}) AS extracted) AS conformed`,
  ].join('\n');
}

function extraction(
  extract: (json: string, paths: readonly (readonly string[])[]) => string,
  fields: readonly Field[],
): string {
  return fields.length === 0
    ? 'NULL'
    : extract(
        'readable',
        fields.map((field) => field.path),
      );
}
