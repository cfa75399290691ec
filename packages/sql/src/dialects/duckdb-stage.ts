import { LONGEST_STAGE_LINE, type StageFile } from '../connection.js';
import { quoteText } from '../quote.js';

interface StageColumn {
  readonly name: string;
  readonly type: string;
}

/** DuckDB's relation over staged lines. */
export function buildStageRelation({ columns: names, path, lines, longLines }: StageFile): string {
  const columns = names.map((name) => ({ name, type: name === 'seq' ? 'BIGINT' : 'VARCHAR' }));
  const selects = [
    lines === 0 ? buildNothing(columns) : buildReader(columns, path),
    ...longLines.map((file) => buildLineReader(columns, file)),
  ];
  return `(${selects.join(' UNION ALL ')})`;
}

function buildNothing(columns: readonly StageColumn[]): string {
  return `SELECT ${columns.map(({ name, type }) => `CAST(NULL AS ${type}) AS ${name}`).join(', ')} WHERE FALSE`;
}

/** DuckDB holds several buffers for each thread, by default each 16 times as long as the longest line. */
function buildReader(columns: readonly StageColumn[], path: string): string {
  const options = [
    "delim = '\\t'",
    "quote = ''",
    "escape = ''",
    'header = false',
    'auto_detect = false',
    "nullstr = '\\N'",
    `max_line_size = ${LONGEST_STAGE_LINE}`,
    `buffer_size = ${2 * LONGEST_STAGE_LINE}`,
    `columns = {${columns.map(({ name, type }) => `${name}: '${type}'`).join(', ')}}`,
  ];
  return `SELECT * FROM read_csv(${quoteText(path)}, ${options.join(', ')})`;
}

function buildLineReader(columns: readonly StageColumn[], path: string): string {
  const values = columns.map(({ type }, index) => `CAST(nullif(part[${index + 1}], '\\N') AS ${type})`);
  const parts = `string_split(trim(content, chr(10)), chr(9))`;
  return `SELECT ${values.join(', ')} FROM (SELECT ${parts} AS part FROM read_text(${quoteText(path)})) AS line`;
}
