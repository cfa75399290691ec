import { formatInstant } from '@etl/core';
import type { SqlDialect } from '../dialect.js';
import { quoteIdentifier, quoteText } from '../quote.js';

/** Thirty years in milliseconds: what lies further away is no part of a recording, and would leave the type's range. */
const LONGEST_SHIFT = 30 * 365 * 86_400_000;

/** Read fifty times as fast as the column's own type, to the same digits; NULL where it does not suffice. */
const SHORT_DECIMAL = 'DECIMAL(18,9)';

/**
 * DuckDB parses the JSON of a whole vector (2048 rows) before it lets go of any: with records of 60 kB that takes half a
 * gigabyte. A join that no index serves hands on what it finds of a vector for one row of the other side at a time, and
 * vectors of more than 64 rows are not put together again.
 */
const BATCHES_OF_VECTOR = 16;

/** Bytes of a record of which a whole vector may be parsed at once: small batches take five times as long. */
const SHORT_RECORD = 4096;

/** SQL as DuckDB reads it. */
export const duckDbDialect: SqlDialect = {
  name: 'duckdb',
  columnTypes: {
    string: 'VARCHAR',
    integer: 'BIGINT',
    number: 'DOUBLE',
    decimal: 'DECIMAL(38,9)',
    boolean: 'BOOLEAN',
    timestamp: 'TIMESTAMPTZ',
    date: 'DATE',
    json: 'JSON',
  },
  describedTypes: {
    string: 'VARCHAR',
    integer: 'BIGINT',
    number: 'DOUBLE',
    decimal: 'DECIMAL(38,9)',
    boolean: 'BOOLEAN',
    timestamp: 'TIMESTAMP WITH TIME ZONE',
    date: 'DATE',
    json: 'JSON',
  },
  instant: (instant) => `TIMESTAMPTZ ${quoteText(formatInstant(instant))}`,
  extractTexts: (json, paths) => `json_extract_string(${json}, [${paths.map(pointer).join(', ')}])`,
  extractJson: (json, paths) => `json_extract(${json}, [${paths.map(pointer).join(', ')}])`,
  listElement: (list, index) => `${list}[${index + 1}]`,
  arrayText: (json, index) => `json_extract_string(${json}, '$[${index}]')`,
  arrayOf: (columns) => `CAST(to_json([${columns.join(', ')}]) AS VARCHAR)`,
  objectOf: (columns) => {
    const members = Object.entries(columns).flatMap(([name, column]) => [quoteText(name), column]);
    return `CAST(json_object(${members.join(', ')}) AS VARCHAR)`;
  },
  hasElementWith: (array, name) => `len(json_extract(${array}, '$[*].${name}')) > 0`,
  jsonText: (json) => `json_extract_string(${json}, '$')`,
  matches: (text, pattern) => `regexp_full_match(${text}, ${quoteText(pattern)})`,
  tryCast: (text, type) => {
    const cast = `TRY_CAST(${text} AS ${duckDbDialect.columnTypes[type]})`;
    if (type === 'number') return `CASE WHEN isfinite(${cast}) THEN ${cast} END`;
    return type === 'decimal' ? `coalesce(TRY_CAST(${text} AS ${SHORT_DECIMAL}), ${cast})` : cast;
  },
  inSmallBatches: (relation, key, json) => {
    const isLong = `strlen(r.${json}) > ${SHORT_RECORD}`;
    const isNext = `(hash(r.${key}) + batch.number) % ${BATCHES_OF_VECTOR} = 0`;
    return [
      `(SELECT r.* FROM ${relation} AS r WHERE NOT coalesce(${isLong}, FALSE)`,
      `UNION ALL SELECT r.* FROM ${relation} AS r CROSS JOIN range(${BATCHES_OF_VECTOR}) AS batch(number) WHERE ${isLong} AND ${isNext})`,
    ].join('\n');
  },
  readableJson: (record) =>
    `CASE WHEN ${record} LIKE '%\\ud%' OR ${record} LIKE '%\\uD%' THEN ${replaceLoneSurrogates(record)} ELSE ${record} END`,
  scalarText: (json) =>
    `CASE WHEN json_type(${json}) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(${json}, '$') END`,
  isObject: (json) => `json_type(${json}) = 'OBJECT'`,
  jsonValue: (json) => `nullif(${json}, 'null')`,
  arrayElements: ({ from, keep, json, path }) => {
    const array = quoteText(`$${path.map((key) => `.${quoteIdentifier(key)}`).join('')}[*]`);
    const kept = keep.map((column) => `${column}, `).join('');
    return [
      `SELECT ${kept}unnest(elements) AS value, generate_subscripts(elements, 1) - 1 AS position`,
      `FROM (SELECT ${kept}json_extract(${json}, ${array}) AS elements FROM ${from}) AS arrays`,
    ].join('\n');
  },
  addMilliseconds: (instant, milliseconds) =>
    `CASE WHEN ${milliseconds} BETWEEN ${-LONGEST_SHIFT} AND ${LONGEST_SHIFT} THEN ${instant} + to_milliseconds(${milliseconds}) END`,
  replaceMatches: (text, pattern, replacement) =>
    `regexp_replace(${text}, ${quoteText(pattern)}, ${quoteText(replacement)}, 'g')`,
  countMatches: (text, pattern) => `len(regexp_extract_all(${text}, ${quoteText(pattern)}))`,
  splitText: ({ from, keep, text, separator }) => {
    const kept = keep.map((column) => `${column}, `).join('');
    return [
      `SELECT ${kept}unnest(parts) AS value, generate_subscripts(parts, 1) - 1 AS position`,
      `FROM (SELECT ${kept}string_split(${text}, ${separator}) AS parts FROM ${from}) AS texts`,
    ].join('\n');
  },
  joinTexts: (text, order) => `string_agg(${text}, '' ORDER BY ${order})`,
  sumOfMembers: (array, name) =>
    `TRY_CAST(list_sum(TRY_CAST(json_extract(${array}, '$[*].${name}') AS BIGINT[])) AS BIGINT)`,
  isInSlice: (texts, number, count) => `hash(${texts.join(', ')}) % ${count} = ${number}`,
  hashOf: (texts) => `md5(CAST(to_json([${texts.join(', ')}]) AS VARCHAR))`,
  epochMilliseconds: (integer) => `make_timestamptz(${integer} * 1000)`,
  errorEntry: (column, reason, value, length) =>
    `CASE WHEN (${reason}) IS NOT NULL THEN json_object('column', ${column}, 'reason', ${reason}, 'value', left(${value}, ${length})) END`,
  errorArray: (entries, more) => {
    const found = `list_filter(CAST([${entries.join(', ')}] AS JSON[]), lambda entry: entry IS NOT NULL)`;
    const noted = `coalesce(CAST(CAST(${more} AS JSON) AS JSON[]), CAST([] AS JSON[]))`;
    return `CASE WHEN ${more} IS NOT NULL OR len(${found}) > 0 THEN to_json(list_concat(${found}, ${noted})) END`;
  },
};

/** RFC 6901, so that no character in a key has a meaning of its own. */
function pointer(path: readonly string[]): string {
  return quoteText(path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''));
}

/** An escaped backslash, or the two escapes of one character: what a lone surrogate must not be mistaken for. */
const WHOLE_ESCAPE = String.raw`(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})`;
const ANY_SURROGATE = String.raw`\\u[dD][89a-fA-F][0-9a-fA-F]{2}`;

/**
 * Regular expressions here cannot look around. So every match is marked with a character that no JSON text holds, the
 * marks behind whole escapes are taken away again, and what is left of them stood for lone surrogates.
 */
function replaceLoneSurrogates(record: string): string {
  const marked = `regexp_replace(${record}, ${quoteText(`${WHOLE_ESCAPE}|${ANY_SURROGATE}`)}, '\\1' || chr(1), 'g')`;
  const alone = `regexp_replace(${marked}, ${quoteText(WHOLE_ESCAPE)} || chr(1), '\\1', 'g')`;
  return `replace(${alone}, chr(1), chr(65533))`;
}
