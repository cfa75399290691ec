import { LONGEST_STAGE_LINE, type StageFile } from '../connection.js';
import { STAGE_COLUMNS } from '../loader/stage-line.js';
import { quoteIdentifier, quoteText } from '../quote.js';

const COLUMNS = STAGE_COLUMNS.map((name) => ({ name, type: name === 'seq' ? 'BIGINT' : 'VARCHAR' }));

/** DuckDB's statements that make staged lines readable as the temporary table `name`. */
export function buildStageLoad(name: string, { path, lines, longLines }: StageFile): string[] {
  const table = quoteIdentifier(name);
  const columns = COLUMNS.map((column) => `${column.name} ${column.type}`).join(', ');
  return [
    lines === 0
      ? `CREATE TEMPORARY TABLE ${table} (${columns})`
      : `CREATE TEMPORARY TABLE ${table} AS SELECT * FROM ${buildReader(path)}`,
    ...longLines.map((file) => `INSERT INTO ${table} ${buildLineReader(file)}`),
  ];
}

/** DuckDB allocates many times `max_line_size` at once, so it is no larger than it must be. */
function buildReader(path: string): string {
  const columns = COLUMNS.map(({ name, type }) => `${name}: '${type}'`).join(', ');
  const options = [
    "delim = '\\t'",
    "quote = ''",
    "escape = ''",
    'header = false',
    'auto_detect = false',
    "nullstr = '\\N'",
    `max_line_size = ${LONGEST_STAGE_LINE}`,
    `columns = {${columns}}`,
  ];
  return `read_csv(${quoteText(path)}, ${options.join(', ')})`;
}

function buildLineReader(path: string): string {
  const values = COLUMNS.map(({ type }, index) => `CAST(nullif(part[${index + 1}], '\\N') AS ${type})`);
  const parts = `string_split(trim(content, chr(10)), chr(9))`;
  return `SELECT ${values.join(', ')} FROM (SELECT ${parts} AS part FROM read_text(${quoteText(path)}))`;
}
