import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { JsonValue, QueryRow } from '@etl/core';
import { quoteIdentifier, quoteText, type SqlConnection, type StageFile } from '@etl/sql';
import { STAGE_COLUMNS } from '@etl/sql/loader';
import { explainStatement } from './explain-failure.js';
import { readRow } from './read-row.js';

/** DuckDB's reader keeps several buffers of this size: no larger than the lines need. */
const SHORTEST_LINE_LIMIT = 2 * 1024 * 1024;

/** An open DuckDB file. */
export class DuckDbConnection implements SqlConnection {
  readonly #path: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(path: string, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#path = path;
    this.#instance = instance;
    this.#connection = connection;
  }

  /** @throws what DuckDB throws. */
  static async open(path: string, settings: Readonly<Record<string, string>>): Promise<DuckDbConnection> {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const instance = await DuckDBInstance.create(path, settings);
    try {
      const connection = await instance.connect();
      await connection.run("SET TimeZone = 'UTC'");
      return new DuckDbConnection(path, instance, connection);
    } catch (error) {
      instance.closeSync();
      throw error;
    }
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  async run(statement: string): Promise<void> {
    await this.#explained(this.#connection.run(statement));
  }

  async update(statement: string): Promise<number> {
    const result = await this.#explained(this.#connection.run(statement));
    return result.rowsChanged;
  }

  async rows(statement: string, parameters: readonly JsonValue[] = []): Promise<readonly QueryRow[]> {
    const values = parameters.map((value) => (typeof value === 'object' ? JSON.stringify(value) : value));
    const reader = await this.#explained(this.#connection.runAndReadAll(statement, values));
    return reader.getRowObjects().map(readRow);
  }

  async loadStage(name: string, file: StageFile): Promise<void> {
    const columns = STAGE_COLUMNS.map((column) => `${column}: '${column === 'seq' ? 'BIGINT' : 'VARCHAR'}'`);
    const limit = Math.max(SHORTEST_LINE_LIMIT, file.longestLine + 1);
    const empty = STAGE_COLUMNS.map((column) => `${column} ${column === 'seq' ? 'BIGINT' : 'VARCHAR'}`);
    const table = `CREATE TEMPORARY TABLE ${quoteIdentifier(name)}`;
    await this.run(
      file.lines === 0
        ? `${table} (${empty.join(', ')})`
        : `${table} AS SELECT * FROM read_csv(${quoteText(file.path)}, delim = '\\t', quote = '', escape = '', header = false, auto_detect = false, nullstr = '\\N', max_line_size = ${limit}, columns = {${columns.join(', ')}})`,
    );
  }

  async #explained<Value>(work: Promise<Value>): Promise<Value> {
    try {
      return await work;
    } catch (error) {
      throw explainStatement(this.#path, error);
    }
  }
}
