import { existsSync } from 'node:fs';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { JsonValue, QueryRow } from '@etl/core';
import { buildStageRelation, quoteText, type SqlConnection, type StageFile } from '@etl/sql';
import { explainStatement } from './explain-failure.js';
import { readRow } from './read-row.js';

/** Name the file is attached under; it is the default of the connection. */
const DATABASE = 'target';
/**
 * Rows compressed together. DuckDB's own 122,880 would hold a quarter of a gigabyte of records for each thread before it
 * writes any of them.
 */
const ROW_GROUP_SIZE = 16_384;
/** Of new files: the first that has ZSTD, so that any DuckDB since 1.2 (February 2025) can read them. */
const STORAGE_VERSION = 'v1.2.0';
/** Storage versions without ZSTD, which would keep the column uncompressed. */
const WITHOUT_ZSTD = /^v1\.[01]\.|^v0\./;

export interface OpenOptions {
  readonly path: string;
  /** DuckDB settings by name. */
  readonly settings: Readonly<Record<string, string>>;
  readonly isReadOnly: boolean;
}

/** An open DuckDB file. */
export class DuckDbConnection implements SqlConnection {
  readonly #path: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly recordType: string;

  private constructor(path: string, instance: DuckDBInstance, connection: DuckDBConnection, version: string) {
    this.#path = path;
    this.#instance = instance;
    this.#connection = connection;
    this.recordType = WITHOUT_ZSTD.test(version) ? 'VARCHAR' : 'VARCHAR USING COMPRESSION zstd';
  }

  /** @throws what DuckDB throws. */
  static async open({ path, settings, isReadOnly }: OpenOptions): Promise<DuckDbConnection> {
    const instance = await DuckDBInstance.create(':memory:', settings);
    try {
      const connection = await instance.connect();
      await connection.run("SET TimeZone = 'UTC'");
      await connection.run(buildAttach(path, isReadOnly));
      await connection.run(`USE ${DATABASE}`);
      return new DuckDbConnection(path, instance, connection, await readStorageVersion(connection));
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

  openStage(file: StageFile): Promise<string> {
    return Promise.resolve(buildStageRelation(file));
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

function buildAttach(path: string, isReadOnly: boolean): string {
  return `ATTACH ${quoteText(path)} AS ${DATABASE} (${attachOptions(path, isReadOnly).join(', ')})`;
}

function attachOptions(path: string, isReadOnly: boolean): string[] {
  if (isReadOnly) return ['READ_ONLY'];
  const version = existsSync(path) ? [] : [`STORAGE_VERSION '${STORAGE_VERSION}'`];
  return [`ROW_GROUP_SIZE ${ROW_GROUP_SIZE}`, ...version];
}

async function readStorageVersion(connection: DuckDBConnection): Promise<string> {
  const reader = await connection.runAndReadAll(
    `SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = '${DATABASE}'`,
  );
  return String(reader.value(0, 0));
}
