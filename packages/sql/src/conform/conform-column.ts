import type { Field, FieldType } from '@etl/core';
import type { SqlDialect } from '../dialect.js';
import { quoteText } from '../quote.js';

const SIGN_AND_DIGITS = '-?[0-9]+';
const NUMBER = `${SIGN_AND_DIGITS}([.][0-9]+)?([eE][+-]?[0-9]{1,3})?`;
const DATE = '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])';
const TIME = '([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?';
const OFFSET = '([Zz]|[+-]([01][0-9]|2[0-3]):?[0-5][0-9])';

/** Texts a type admits. The cast behind it sees nothing else: casts disagree on `1.7`, `0x1F` and local times. */
const ADMITTED: Partial<Record<FieldType, string>> = {
  integer: `${SIGN_AND_DIGITS}([.]0+)?`,
  number: NUMBER,
  decimal: NUMBER,
  boolean: 'true|false',
  timestamp: `${DATE}[Tt ]${TIME}${OFFSET}`,
  date: DATE,
};

/** Texts with more digits than the column keeps: the value is stored rounded, and the reason says so. */
const ROUNDED: Partial<Record<FieldType, string>> = {
  number: '-?[0.]*[1-9]([.]?[0-9]){16}.*',
  decimal: `${SIGN_AND_DIGITS}[.][0-9]{9}[0-9]*[1-9][0-9]*`,
  timestamp: '.*[.][0-9]{6}[0-9]*[1-9][0-9]*[^0-9].*',
};

/** The column's value, from the `text` extracted for it, or from `json` for JSON columns. NULL where it does not fit. */
export function conformValue(dialect: SqlDialect, { type }: Field, text: string, json: string): string {
  if (type === 'json') return json;
  const admitted = ADMITTED[type];
  if (admitted === undefined) return text;
  const source = type === 'integer' ? `regexp_replace(${text}, '[.]0+$', '')` : text;
  return `CASE WHEN ${dialect.matches(text, admitted)} THEN ${dialect.tryCast(source, type)} END`;
}

/** Why `column`, conformed from `text`, is not what `text` says; NULL when it is, `undefined` when it always is. */
export function conformReason(
  dialect: SqlDialect,
  { type }: Field,
  text: string,
  column: string,
): string | undefined {
  if (ADMITTED[type] === undefined) return undefined;
  const misfit = `WHEN ${text} IS NOT NULL AND ${column} IS NULL THEN ${quoteText(`not_${type}`)}`;
  const pattern = ROUNDED[type];
  const rounded = pattern === undefined ? '' : ` WHEN ${dialect.matches(text, pattern)} THEN 'rounded'`;
  return `CASE ${misfit}${rounded} END`;
}
