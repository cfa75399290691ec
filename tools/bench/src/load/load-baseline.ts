/** DuckDB alone: the same bytes from a file into the same typed columns. Arguments: NDJSON file, database file. */
import { DuckDBInstance } from '@duckdb/node-api';
import { RECORD_FIELDS } from './records.ts';

const TYPES: Readonly<Record<string, string>> = {
  string: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  decimal: 'DECIMAL(38,9)',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMPTZ',
  date: 'DATE',
};
const [file = '', path = ''] = process.argv.slice(2);
const columns = RECORD_FIELDS.map(({ name, type }) => [name, TYPES[type] ?? 'VARCHAR'] as const);

const instance = await DuckDBInstance.create(path, { memory_limit: '512MB' });
const connection = await instance.connect();
await connection.run(`CREATE TABLE records (${columns.map(([name, type]) => `${name} ${type}`).join(', ')})`);
const started = performance.now();
await connection.run(
  `INSERT INTO records SELECT * FROM read_json('${file}', format = 'newline_delimited', columns = {${columns.map(([name, type]) => `${name}: '${type}'`).join(', ')}})`,
);
await connection.run('CHECKPOINT');
connection.closeSync();
instance.closeSync();
process.send?.({
  seconds: (performance.now() - started) / 1000,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
});
process.disconnect();
