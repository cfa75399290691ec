import { resolve } from 'node:path';
import type { Destination, DestinationDependencies, DestinationPlugin, Session } from '@etl/core';
import { duckDbDialect, METADATA_COLUMN_LIST } from '@etl/sql';
import { openSqlSession } from '@etl/sql/loader';
import { configSchema, type DuckDbConfig } from './config.js';
import { DuckDbDatabase } from './duckdb-database.js';

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
    const { path, memory_limit: memoryLimit, threads, temporary_directory: chosen } = this.#config;
    const { clock, baseDirectory, temporaryDirectory: fallback } = this.#dependencies;
    const temporaryDirectory = resolve(baseDirectory, chosen ?? fallback);
    const settings = {
      memory_limit: memoryLimit,
      temp_directory: temporaryDirectory,
      preserve_insertion_order: 'false',
      ...(threads === undefined ? {} : { threads: String(threads) }),
    };
    const database = new DuckDbDatabase({ path: resolve(baseDirectory, path), settings, clock });
    return openSqlSession({ database, clock, temporaryDirectory, maxIdentifierLength: LONGEST_IDENTIFIER });
  }
}
