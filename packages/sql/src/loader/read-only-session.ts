import type { JsonValue, QueryRow, ReadOnlySession, StreamKey, StreamReceipt, StreamState } from '@etl/core';
import type { SqlConnection, SqlDatabase } from '../connection.js';
import { readOutcomes } from './run-history.js';
import { readStreamState } from './state-store.js';
import { isPrepared, requireKnownLayout } from './system-tables.js';

/** Looks at a SQL database. Where the toolkit has never written, it reads as empty. */
export async function openReadOnlySqlSession(database: SqlDatabase): Promise<ReadOnlySession> {
  await database.transaction(async (connection) => {
    if (await isPrepared(connection)) await requireKnownLayout(connection);
  });
  return new ReadOnlySqlSession(database);
}

class ReadOnlySqlSession implements ReadOnlySession {
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  readState(stream: StreamKey): Promise<StreamState> {
    return this.#whenPrepared<StreamState>((connection) => readStreamState(connection, stream), new Map());
  }

  query(sql: string, parameters: readonly JsonValue[] = []): Promise<readonly QueryRow[]> {
    return this.#database.transaction((connection) => connection.rows(sql, parameters));
  }

  readOutcomes(perStream: number): Promise<readonly StreamReceipt[]> {
    return this.#whenPrepared<readonly StreamReceipt[]>(
      (connection) => readOutcomes(connection, perStream),
      [],
    );
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  /** Asked each time: a run may begin while somebody looks. */
  #whenPrepared<Result>(
    read: (connection: SqlConnection) => Promise<Result>,
    nothing: Result,
  ): Promise<Result> {
    return this.#database.transaction(async (connection) =>
      (await isPrepared(connection)) ? read(connection) : nothing,
    );
  }
}
