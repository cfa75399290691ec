import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { JsonValue, QueryRow } from '@etl/core';
import {
  buildStageRelation,
  duckDbDialect,
  type SqlConnection,
  type SqlDatabase,
  type StageFile,
} from '../index.js';

/** A DuckDB in memory; sessions on one instance see the same tables. */
export class MemoryDuckDb implements SqlDatabase {
  readonly dialect = duckDbDialect;
  /** Every statement, for assertions on what was asked. */
  readonly statements: string[] = [];
  readonly #connection: DuckDBConnection;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  static async open(): Promise<MemoryDuckDb> {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run("SET TimeZone = 'UTC'");
    return new MemoryDuckDb(connection);
  }

  transaction<Result>(work: (connection: SqlConnection) => Promise<Result>): Promise<Result> {
    const result = this.#last.then(() => this.#transact(work));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    await this.#last;
  }

  async #transact<Result>(work: (connection: SqlConnection) => Promise<Result>): Promise<Result> {
    await this.#connection.run('BEGIN TRANSACTION');
    try {
      const result = await work(this.#asSqlConnection());
      await this.#connection.run('COMMIT');
      return result;
    } catch (error) {
      await this.#connection.run('ROLLBACK');
      throw error;
    }
  }

  #asSqlConnection(): SqlConnection {
    const run = async (statement: string): Promise<void> => {
      this.statements.push(statement);
      await this.#connection.run(statement);
    };
    return {
      recordType: 'VARCHAR',
      run,
      update: async (statement) => (await this.#connection.run(statement)).rowsChanged,
      rows: (statement, parameters) => this.#rows(statement, parameters),
      openStage: (file: StageFile) => Promise.resolve(buildStageRelation(file)),
    };
  }

  async #rows(statement: string, parameters: readonly JsonValue[] = []): Promise<readonly QueryRow[]> {
    this.statements.push(statement);
    const reader = await this.#connection.runAndReadAll(statement, parameters as string[]);
    const rows = reader.getRowObjectsJson() as QueryRow[];
    const instants = new Set(
      reader.columnNames().filter((_, index) => reader.columnType(index).toString().includes('TIME')),
    );
    return rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          instants.has(name)
            ? asInstant(value)
            : asNumber(value, reader.columnType(reader.columnNames().indexOf(name)).toString()),
        ]),
      ),
    );
  }
}

function asInstant(value: JsonValue | undefined): JsonValue {
  return typeof value === 'string' ? `${value.replace(' ', 'T').replace(/\+00$/, '')}Z` : null;
}

function asNumber(value: JsonValue, type: string): JsonValue {
  return type === 'BIGINT' && typeof value === 'string' && Number.isSafeInteger(Number(value))
    ? Number(value)
    : value;
}
