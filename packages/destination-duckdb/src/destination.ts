import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type {
  ConformedTable,
  Destination,
  DestinationDependencies,
  DestinationPlugin,
  ReadOnlySession,
  RecordsToConform,
  Session,
} from '@etl/core';
import { duckDbDialect, METADATA_COLUMN_LIST } from '@etl/sql';
import { conformRecords, nameSpillFolder, openReadOnlySqlSession, openSqlSession } from '@etl/sql/loader';
import { configSchema, type DuckDbConfig } from './config.js';
import { DuckDbDatabase, type DuckDbDatabaseOptions } from './duckdb-database.js';

/** Longest name that is still comfortable to write; DuckDB itself has no limit. */
const LONGEST_IDENTIFIER = 255;
/** A row group of DuckDB, several times: smaller commits pass through the log and are written twice. */
const COMMIT_RECORDS = 250_000;

/** Loads into a DuckDB file. */
export const destination: DestinationPlugin<DuckDbConfig> = {
  specificationVersion: 'v1',
  name: 'duckdb',
  configSchema,
  create: (config, dependencies) => new DuckDbDestination(config, dependencies),
};

class DuckDbDestination implements Destination {
  readonly capabilities = {
    dialect: 'duckdb',
    maxIdentifierLength: LONGEST_IDENTIFIER,
    preferredCommitRecords: COMMIT_RECORDS,
    concurrentCommits: false,
    columnTypes: duckDbDialect.columnTypes,
    metadataColumns: METADATA_COLUMN_LIST,
  };

  readonly #config: DuckDbConfig;
  readonly #dependencies: DestinationDependencies;

  constructor(config: DuckDbConfig, dependencies: DestinationDependencies) {
    this.#config = config;
    this.#dependencies = dependencies;
  }

  connect(): Promise<Session> {
    const { clock } = this.#dependencies;
    const database = this.#open();
    const temporaryDirectory = this.#temporaryDirectory;
    return openSqlSession({ database, clock, temporaryDirectory, maxIdentifierLength: LONGEST_IDENTIFIER });
  }

  connectReadOnly(): Promise<ReadOnlySession> {
    return openReadOnlySqlSession(this.#open({ isReadOnly: true }));
  }

  /** In a file of its own, so that the very engine decides what fits. */
  async conform(tables: readonly RecordsToConform[]): Promise<readonly ConformedTable[]> {
    const { clock } = this.#dependencies;
    const folder = await mkdtemp(join(this.#temporaryDirectory, 'etl-conform-'));
    try {
      const database = this.#open({ path: join(folder, 'conform.duckdb') });
      const session = {
        database,
        clock,
        temporaryDirectory: folder,
        maxIdentifierLength: LONGEST_IDENTIFIER,
      };
      return await conformRecords(session, tables);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  get #temporaryDirectory(): string {
    const { baseDirectory, temporaryDirectory } = this.#dependencies;
    return resolve(baseDirectory, this.#config.temporary_directory ?? temporaryDirectory);
  }

  #open(options: Partial<Pick<DuckDbDatabaseOptions, 'path' | 'isReadOnly'>> = {}): DuckDbDatabase {
    const { path, memory_limit: memoryLimit, threads } = this.#config;
    const { clock, baseDirectory } = this.#dependencies;
    const settings = {
      memory_limit: memoryLimit,
      temp_directory: join(this.#temporaryDirectory, nameSpillFolder()),
      preserve_insertion_order: 'false',
      ...(threads === undefined ? {} : { threads: String(threads) }),
    };
    return new DuckDbDatabase({ path: resolve(baseDirectory, path), settings, clock, ...options });
  }
}
