import type { JsonValue, QueryRow } from '@etl/core';
import type { SqlDialect } from './dialect.js';

/** A file of staged lines; see `StageLine`. */
export interface StageFile {
  readonly path: string;
  readonly lines: number;
  readonly bytes: number;
  /** Of the longest line. */
  readonly longestLine: number;
}

/** Statements within one transaction. */
export interface SqlConnection {
  run(statement: string): Promise<void>;
  /** Runs an INSERT, UPDATE or DELETE and tells how many rows it changed. */
  update(statement: string): Promise<number>;
  /** Integers of any size, decimals and instants come as text. */
  rows(statement: string, parameters?: readonly JsonValue[]): Promise<readonly QueryRow[]>;
  /** Makes the file's lines readable as the temporary table `name`, every column as text but `seq`. */
  loadStage(name: string, file: StageFile): Promise<void>;
}

/** A database the loader works on. */
export interface SqlDatabase {
  readonly dialect: SqlDialect;
  /** Runs `work` in a transaction: committed when it resolves, undone when it rejects. One at a time. */
  transaction<Result>(work: (connection: SqlConnection) => Promise<Result>): Promise<Result>;
  /** Lets go of everything. */
  close(): Promise<void>;
}
