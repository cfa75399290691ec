import type { Field, FieldType } from '@etl/core';
import type { SqlDialect } from '../dialect.js';
import { quoteText } from '../quote.js';

const SIGN_AND_DIGITS = '-?[0-9]+';
const NUMBER = `${SIGN_AND_DIGITS}([.][0-9]+)?([eE][+-]?[0-9]{1,3})?`;
const YEAR = '([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])';
const DATE = `${YEAR}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])`;
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

/** Milliseconds since the epoch, from the year 1653 to 5138: years of four digits, whatever the digits are. */
const EPOCH_MILLISECONDS = '([0-9]{1,14}|-[0-9]{1,13})([.]0+)?';

/** Texts that may have more digits than the column keeps. */
const LONG: Partial<Record<FieldType, string>> = {
  number: '-?[0.]*[1-9]([.]?[0-9]){15}.*',
  decimal: `.*[eE].*|${SIGN_AND_DIGITS}[.][0-9]{9}[0-9]*[1-9][0-9]*`,
  timestamp: '.*[.][0-9]{6}[0-9]*[1-9][0-9]*[^0-9].*',
};

/** The column's value, from the `text` extracted for it, or from `json` for JSON columns. NULL where it does not fit. */
export function conformValue(dialect: SqlDialect, field: Field, text: string, json: string): string {
  const { type } = field;
  if (type === 'json') return json;
  const admitted = ADMITTED[type];
  if (admitted === undefined) return text;
  const cast = `WHEN ${dialect.matches(text, admitted)} THEN ${dialect.tryCast(spellForCast(type, text), type)}`;
  return `CASE ${cast}${alsoEpoch(dialect, field, text)} END`;
}

function alsoEpoch(dialect: SqlDialect, { type, epochMilliseconds }: Field, text: string): string {
  if (type !== 'timestamp' || epochMilliseconds !== true) return '';
  const whole = dialect.tryCast(spellForCast('integer', text), 'integer');
  return ` WHEN ${dialect.matches(text, EPOCH_MILLISECONDS)} THEN ${dialect.epochMilliseconds(whole)}`;
}

/** Spellings that the type admits and casts do not: `1.0` as an integer, `t` and `z` in an instant. */
function spellForCast(type: FieldType, text: string): string {
  if (type === 'integer') return `regexp_replace(${text}, '[.]0+$', '')`;
  return type === 'timestamp' ? `upper(${text})` : text;
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
  const long = LONG[type];
  if (long === undefined) return `CASE ${misfit} END`;
  const isChanged = buildChangeTest(dialect, type, text, column);
  return `CASE ${misfit} WHEN ${dialect.matches(text, long)}${isChanged} THEN 'rounded' END`;
}

/** For texts that only may have too many digits: whether the column's value really is another. */
function buildChangeTest(dialect: SqlDialect, type: FieldType, text: string, column: string): string {
  const { string, number } = dialect.columnTypes;
  if (type === 'number') return ` AND CAST(${column} AS ${string}) <> ${text}`;
  if (type !== 'decimal') return '';
  const isExactDouble = dialect.matches(text, '-?[0-9.]{1,15}[eE].*');
  return ` AND NOT (${isExactDouble} AND CAST(${column} AS ${number}) = ${dialect.tryCast(text, 'number')})`;
}
