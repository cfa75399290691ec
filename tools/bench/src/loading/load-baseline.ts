/** DuckDB alone: the same bytes from a file into the same typed columns. Arguments: scenario, NDJSON file, database file. */
import { DuckDBInstance } from '@duckdb/node-api';
import { duckDbDialect, quoteIdentifier } from '@etl/sql';
import { loadScenario } from '../scenarios/scenario.ts';
import { reportUse } from './report-use.ts';

/** More than the destination takes by default: it should not win by starving its baseline. */
const MEMORY_LIMIT = '512MB';
const [name = '', file = '', path = ''] = process.argv.slice(2);
const { fields, baselineMemory = MEMORY_LIMIT } = await loadScenario(name);

const columns = fields.map(
  (field) => `${quoteIdentifier(field.name)} ${duckDbDialect.columnTypes[field.type]}`,
);
const [first] = fields.filter((field) => field.path.length > 1).map((field) => field.path[0]);
/** Members of the one object that holds the nested fields, and those beside it. */
const members = fields.filter((field) => field.path.length === 1);
const nested = fields.filter((field) => field.path.length > 1);
const typeOf = (wanted: typeof fields): string =>
  wanted.map((field) => `${quoteIdentifier(field.name)} ${duckDbDialect.columnTypes[field.type]}`).join(', ');
const types = [
  ...members.map((field) => `'${field.name}': '${duckDbDialect.columnTypes[field.type]}'`),
  ...(first === undefined ? [] : [`'${first}': 'STRUCT(${typeOf(nested)})'`]),
];
const selected = fields.map((field) => field.path.map(quoteIdentifier).join('.'));

const instance = await DuckDBInstance.create(path, { memory_limit: baselineMemory });
const connection = await instance.connect();
await connection.run(`CREATE TABLE records (${columns.join(', ')})`);
const started = performance.now();
await connection.run(
  `INSERT INTO records SELECT ${selected.join(', ')} FROM read_json('${file}', format = 'newline_delimited', columns = {${types.join(', ')}})`,
);
await connection.run('CHECKPOINT');
connection.closeSync();
instance.closeSync();
reportUse(started);
