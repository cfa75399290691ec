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

  private constructor(
    path: string,
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    hasZstd: boolean,
  ) {
    this.#path = path;
    this.#instance = instance;
    this.#connection = connection;
    this.recordType = hasZstd ? 'VARCHAR USING COMPRESSION zstd' : 'VARCHAR';
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
      const hasZstd = !WITHOUT_ZSTD.test(await readStorageVersion(connection));
      if (hasZstd) await preferZstd(connection);
      return new DuckDbConnection(options.path, instance, connection, hasZstd);
    } catch (error) {
      instance.closeSync();
      throw error;
    }
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  /**
   * Moves what was committed from the log into the file. Closing would do the same, and hold up the whole process meanwhile.
   * Where it fails, the log keeps what was committed until a later one.
   */
  async checkpoint(): Promise<void> {
    await this.#connection.run('CHECKPOINT').catch(() => undefined);
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

/** Texts that do not repeat are written with ZSTD: as small as with FSST, in a third of the time. */
async function preferZstd(connection: DuckDBConnection): Promise<void> {
  await connection.run("SET disabled_compression_methods = 'fsst,dict_fsst'");
  await connection.run('SET zstd_min_string_length = 1');
}

async function readStorageVersion(connection: DuckDBConnection): Promise<string> {
  const reader = await connection.runAndReadAll(
    `SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = '${DATABASE}'`,
  );
  return String(reader.value(0, 0));
}
