import type {
  Clock,
  JsonValue,
  Lease,
  QueryRow,
  Session,
  StreamKey,
  StreamReceipt,
  StreamState,
  Transaction,
  Writer,
  WriterOptions,
} from '@etl/core';
import type { SqlDatabase } from '../connection.js';
import { LeaseTable, raiseFence } from './lease-table.js';
import type { LoadedTable } from './loaded-table.js';
import { prepareTable } from './prepare-table.js';
import { removeAbandonedStages } from './remove-abandoned-stages.js';
import { readOutcomes, storeOutcome } from './run-history.js';
import { SqlWriter } from './sql-writer.js';
import { appendReset, readStreamState } from './state-store.js';
import { nextCommit } from './store-receipt.js';
import { prepareSystemTables } from './system-tables.js';

export interface SqlSessionOptions {
  readonly database: SqlDatabase;
  readonly clock: Clock;
  /** Existing directory for stage files. */
  readonly temporaryDirectory: string;
  readonly maxIdentifierLength: number;
}

/** Opens a session on a SQL database and brings its system tables up to date. */
export async function openSqlSession(options: SqlSessionOptions): Promise<Session> {
  const { database, temporaryDirectory } = options;
  await removeAbandonedStages(temporaryDirectory);
  await database.transaction((connection) => prepareSystemTables(connection, database.dialect));
  return new SqlSession(options);
}

class SqlSession implements Session {
  readonly #options: SqlSessionOptions;
  readonly #leases: LeaseTable;

  constructor(options: SqlSessionOptions) {
    this.#options = options;
    this.#leases = new LeaseTable(options.database, options.clock);
  }

  readState(stream: StreamKey): Promise<StreamState> {
    return this.#database.transaction((connection) => readStreamState(connection, stream));
  }

  acquireLease(stream: StreamKey, runId: string): Promise<Lease> {
    return this.#leases.acquire(stream, runId);
  }

  async openWriter(writer: WriterOptions): Promise<Writer> {
    const { database, clock, temporaryDirectory, maxIdentifierLength } = this.#options;
    const wasLoaded = (await this.readState(writer.stream)).size > 0;
    const tables: LoadedTable[] = [];
    await database.transaction(async (connection) => {
      for (const table of writer.tables) {
        const { schema } = writer;
        const { dialect } = database;
        const prepare = {
          connection,
          dialect,
          schema,
          table,
          maxIdentifierLength,
          wasLoaded,
          temporaryDirectory,
        };
        tables.push(await prepareTable(prepare));
      }
    });
    return new SqlWriter({ database, clock, temporaryDirectory, writer, tables });
  }

  resetState(stream: StreamKey, partition?: string): Promise<void> {
    const { database, clock } = this.#options;
    return database.transaction(async (connection) => {
      const commit = await nextCommit(connection);
      const identity = { ...stream, runId: 'reset', commit, at: clock.now() };
      await appendReset(connection, database.dialect, identity, partition);
    });
  }

  query(sql: string, parameters: readonly JsonValue[] = []): Promise<readonly QueryRow[]> {
    return this.#database.transaction((connection) => connection.rows(sql, parameters));
  }

  transaction<Result>(work: (transaction: Transaction) => Promise<Result>, lease?: Lease): Promise<Result> {
    return this.#database.transaction(async (connection) => {
      const result = await work({
        run: (statement) => connection.run(statement),
        update: (statement) => connection.update(statement),
        rows: (statement, parameters) => connection.rows(statement, parameters),
      });
      if (lease !== undefined) await raiseFence(connection, lease);
      return result;
    });
  }

  recordOutcome(receipt: StreamReceipt): Promise<void> {
    return this.#database.transaction((connection) =>
      storeOutcome(connection, this.#database.dialect, receipt),
    );
  }

  readOutcomes(perStream: number): Promise<readonly StreamReceipt[]> {
    return this.#database.transaction((connection) => readOutcomes(connection, perStream));
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  get #database(): SqlDatabase {
    return this.#options.database;
  }
}
