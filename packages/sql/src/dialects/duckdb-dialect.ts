import { formatInstant } from '@etl/core';
import type { SqlDialect } from '../dialect.js';
import { quoteText } from '../quote.js';

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
  hasElementWith: (array, name) => `len(json_extract(${array}, '$[*].${name}')) > 0`,
  jsonText: (json) => `json_extract_string(${json}, '$')`,
  matches: (text, pattern) => `regexp_full_match(${text}, ${quoteText(pattern)})`,
  tryCast: (text, type) => {
    const cast = `TRY_CAST(${text} AS ${duckDbDialect.columnTypes[type]})`;
    return type === 'number' ? `CASE WHEN isfinite(${cast}) THEN ${cast} END` : cast;
  },
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
