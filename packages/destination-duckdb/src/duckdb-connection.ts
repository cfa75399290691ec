import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { JsonValue, QueryRow } from '@etl/core';
import { buildStageLoad, type SqlConnection, type StageFile } from '@etl/sql';
import { explainStatement } from './explain-failure.js';
import { readRow } from './read-row.js';

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
    const reader = await this.#explained(this.#connection.runAndReadAll(statement, parameters.map(bindable)));
    return reader.getRowObjects().map(readRow);
  }

  async loadStage(name: string, file: StageFile): Promise<void> {
    for (const statement of buildStageLoad(name, file)) await this.run(statement);
  }

  async #explained<Value>(work: Promise<Value>): Promise<Value> {
    try {
      return await work;
    } catch (error) {
      throw explainStatement(this.#path, error);
    }
  }
}

/** Objects and arrays are bound as JSON text. */
function bindable(value: JsonValue): string | number | boolean | null {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
