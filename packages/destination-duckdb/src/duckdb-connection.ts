import { existsSync } from 'node:fs';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { JsonValue, QueryRow } from '@etl/core';
import {
  buildStageRelation,
  quoteText,
  type SqlConnection,
  type StageFile,
  type TransactionOutlook,
} from '@etl/sql';
import { explainStatement } from './explain-failure.js';
import { readRow } from './read-row.js';
import { boundMemory } from './bound-memory.js';
import { chooseRowGroupSize } from './row-group-size.js';

/** Name the file is attached under; it is the default of the connection. */
const DATABASE = 'target';
/** Of new files: the first that has ZSTD, so that any DuckDB since 1.2 (February 2025) can read them. */
const STORAGE_VERSION = 'v1.2.0';
/** Storage versions without ZSTD, which would keep the column uncompressed. */
const WITHOUT_ZSTD = /^v1\.[01]\.|^v0\./;

export interface OpenOptions {
  readonly path: string;
  /** DuckDB settings by name. */
  readonly settings: Readonly<Record<string, string>>;
  readonly isReadOnly: boolean;
  /** What will be written, where that is known. */
  readonly outlook?: TransactionOutlook;
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
  static async open(options: OpenOptions): Promise<DuckDbConnection> {
    const instance = await DuckDBInstance.create(':memory:', options.settings);
    try {
      const connection = await instance.connect();
      await connection.run("SET TimeZone = 'UTC'");
      await boundMemory(connection, options.outlook);
      await connection.run(buildAttach(options));
      await connection.run(`USE ${DATABASE}`);
      return new DuckDbConnection(options.path, instance, connection, await readStorageVersion(connection));
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

function buildAttach(options: OpenOptions): string {
  return `ATTACH ${quoteText(options.path)} AS ${DATABASE} (${attachOptions(options).join(', ')})`;
}

function attachOptions({ path, isReadOnly, outlook }: OpenOptions): string[] {
  if (isReadOnly) return ['READ_ONLY'];
  const version = existsSync(path) ? [] : [`STORAGE_VERSION '${STORAGE_VERSION}'`];
  return [`ROW_GROUP_SIZE ${chooseRowGroupSize(outlook?.recordBytes ?? 0)}`, ...version];
}

async function readStorageVersion(connection: DuckDBConnection): Promise<string> {
  const reader = await connection.runAndReadAll(
    `SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = '${DATABASE}'`,
  );
  return String(reader.value(0, 0));
}
