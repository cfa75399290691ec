import type { JsonValue, QueryRow } from '@etl/core';
import type { SqlDialect } from './dialect.js';

/** Staged lines on disk, tab-separated as `STAGE_COLUMNS` says, in UTF-8. */
export interface StageFile {
  readonly path: string;
  /** Lines of the file at `path`; it exists only when there are any. */
  readonly lines: number;
  /** Files of one line each, longer than {@link LONGEST_STAGE_LINE}, so that a reader's buffers need not be sized for it. */
  readonly longLines: readonly string[];
  /** Of all files. */
  readonly bytes: number;
}

/** Bytes of the longest line in a stage file. */
export const LONGEST_STAGE_LINE = 1024 * 1024;

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
