import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

export type Row = Readonly<Record<string, string | null>>;

const OF_THE_RUN = ['_etl_run_id', '_etl_commit', '_etl_synced_at'];

/** Runs `work` on a DuckDB file that nobody else has open, and closes it again. */
export async function withDatabase<Result>(
  path: string,
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The rows of a query, every value as text. */
export function queryDatabase(path: string, sql: string): Promise<Row[]> {
  return withDatabase(path, (connection) => readRows(connection, sql));
}

export function changeDatabase(path: string, ...statements: readonly string[]): Promise<void> {
  return withDatabase(path, async (connection) => {
    for (const statement of statements) await connection.run(statement);
  });
}

/** Every row of every loaded table, in a fixed order, metadata columns included. */
export function readTables(path: string): Promise<Record<string, Row[]>> {
  return withDatabase(path, async (connection) => {
    const tables = await readRows(
      connection,
      `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables WHERE table_schema NOT IN ('_etl', 'main') ORDER BY ALL`,
    );
    const content: Record<string, Row[]> = {};
    for (const { schema, name } of tables) {
      content[name ?? ''] = await readRows(connection, `SELECT * FROM "${schema ?? ''}"."${name ?? ''}"`);
    }
    return content;
  });
}

/** The rows of each table as sorted JSON texts, without what tells one run from another. */
export async function readData(path: string): Promise<Record<string, string[]>> {
  const tables = await readTables(path);
  return Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [
      name,
      rows.map((row) => JSON.stringify(withoutRun(row))).sort(),
    ]),
  );
}

async function readRows(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  const reader = await connection.runAndReadAll(
    `SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (${sql}) ORDER BY ALL`,
  );
  return reader.getRowObjects() as Row[];
}

/** Whether a row is marked deleted stays; when that was noticed goes. */
function withoutRun(row: Row): Row {
  const own = Object.entries(row).filter(([column]) => !OF_THE_RUN.includes(column));
  return {
    ...Object.fromEntries(own),
    _etl_deleted_at: (row._etl_deleted_at ?? null) === null ? null : 'deleted',
  };
}
