import type { Clock } from '@etl/core';
import { duckDbDialect, type SqlConnection, type SqlDatabase, type TransactionOutlook } from '@etl/sql';
import { checkPath, hasDatabase } from './check-path.js';
import type { DuckDbConnection, OpenOptions } from './duckdb-connection.js';
import { explainOpening, isLocked } from './explain-failure.js';

const RETRY_EVERY = 250;
/** A notebook that reads is asked to wait, not sent an error. */
const WAIT_FOR_LOCK = 10_000;

export interface DuckDbDatabaseOptions {
  readonly path: string;
  /** DuckDB settings by name. */
  readonly settings: Readonly<Record<string, string>>;
  readonly clock: Clock;
  /** Nothing is written; while there is no file, it reads as an empty database. */
  readonly isReadOnly?: boolean;
}

const NO_FILE = ':memory:';

/**
 * A DuckDB file that is open only while a transaction runs, so that other processes can read it in between. Transactions
 * of one process follow one another.
 */
export class DuckDbDatabase implements SqlDatabase {
  readonly dialect = duckDbDialect;
  readonly #options: DuckDbDatabaseOptions;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: DuckDbDatabaseOptions) {
    this.#options = options;
  }

  transaction<Result>(
    work: (connection: SqlConnection) => Promise<Result>,
    outlook?: TransactionOutlook,
  ): Promise<Result> {
    const result = this.#last.then(() => this.#transact(work, outlook));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    await this.#last;
  }

  async #transact<Result>(
    work: (connection: SqlConnection) => Promise<Result>,
    outlook: TransactionOutlook | undefined,
  ): Promise<Result> {
    const connection = await this.#open(outlook);
    try {
      await connection.run('BEGIN TRANSACTION');
      const result = await work(connection);
      await connection.run('COMMIT');
      if (this.#options.isReadOnly !== true) await connection.checkpoint();
      return result;
    } finally {
      // Closing undoes what was not committed.
      connection.close();
    }
  }

  async #open(outlook: TransactionOutlook | undefined): Promise<DuckDbConnection> {
    const { clock } = this.#options;
    const located = { ...(await this.#locate()), ...(outlook === undefined ? {} : { outlook }) };
    // Loaded when it is needed: the engine takes a tenth of a second.
    const { DuckDbConnection } = await import('./duckdb-connection.js');
    const giveUpAt = clock.now() + WAIT_FOR_LOCK;
    for (;;) {
      try {
        return await DuckDbConnection.open(located);
      } catch (error) {
        if (!isLocked(error) || clock.now() >= giveUpAt) throw explainOpening(located.path, error);
        await clock.sleep(RETRY_EVERY);
      }
    }
  }

  async #locate(): Promise<Omit<OpenOptions, 'outlook'>> {
    const { path, settings, isReadOnly = false } = this.#options;
    if (!isReadOnly) await checkPath(path);
    else if (!(await hasDatabase(path))) return { path: NO_FILE, settings, isReadOnly: false };
    return { path, settings, isReadOnly };
  }
}
