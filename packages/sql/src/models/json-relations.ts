import type { FieldType } from '@etl/core';
import { conformValue } from '../conform/conform-column.js';
import type { SqlDialect } from '../dialect.js';
import { quoteIdentifier } from '../quote.js';

/** A value inside a JSON document, as a column. */
export interface JsonField {
  readonly name: string;
  readonly type: FieldType;
  /** Keys from the document's root; none: the document itself. */
  readonly path: readonly string[];
  /** Of a timestamp, whether a number is milliseconds since 1970. */
  readonly epochMilliseconds?: boolean;
  /** Whether an empty text is none. */
  readonly emptyIsNull?: boolean;
}

export interface JsonFields {
  readonly dialect: SqlDialect;
  /** A relation for a FROM clause. */
  readonly from: string;
  /** Its columns that are passed on, by their plain names. */
  readonly keep: readonly string[];
  /** Its column with JSON text. */
  readonly json: string;
  readonly fields: readonly JsonField[];
}

export interface JsonElements {
  readonly dialect: SqlDialect;
  readonly from: string;
  readonly keep: readonly string[];
  readonly json: string;
  /** Where the array is. */
  readonly path: readonly string[];
}

/**
 * SELECT of typed columns out of JSON, which is parsed once. A value that is missing, null, of another type or of another
 * form than the loader admits for its type is NULL.
 */
export function selectFields({ dialect, from, keep, json, fields }: JsonFields): string {
  const kept = keep.map((name) => `${quoteIdentifier(name)}, `).join('');
  const values = dialect.extractJson(
    quoteIdentifier(json),
    fields.map((field) => field.path),
  );
  const texts = fields.map((field, index) => {
    const value = dialect.listElement('found', index);
    return `${field.type === 'json' ? dialect.jsonValue(value) : dialect.scalarText(value)} AS ${textColumn(index)}`;
  });
  const columns = fields.map(
    (field, index) => `${castField(dialect, field, textColumn(index))} AS ${quoteIdentifier(field.name)}`,
  );
  return [
    `SELECT ${kept}${columns.join(', ')}`,
    `FROM (SELECT ${kept}${texts.join(', ')}`,
    `FROM (SELECT ${kept}${values} AS found FROM ${from}) AS extracted) AS texts`,
  ].join('\n');
}

/** SELECT of `keep`, `value` (JSON text) and `position` (from 0) of an array's elements. What is no array has none. */
export function selectElements({ dialect, from, keep, json, path }: JsonElements): string {
  return dialect.arrayElements({
    from,
    keep: keep.map(quoteIdentifier),
    json: quoteIdentifier(json),
    path,
  });
}

function castField(dialect: SqlDialect, field: JsonField, text: string): string {
  const found = field.emptyIsNull === true ? `nullif(${text}, '')` : text;
  return conformValue(dialect, field, found, found);
}

/** The text as a value of the type, as the loader would store it; NULL where it does not fit. */
export function castText(dialect: SqlDialect, type: FieldType, text: string): string {
  return conformValue(dialect, { name: '', path: [], type }, text, text);
}

function textColumn(index: number): string {
  return `text_${index}`;
}
