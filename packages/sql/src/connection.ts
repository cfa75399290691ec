import type { JsonValue, QueryRow } from '@etl/core';
import type { SqlDialect } from './dialect.js';

/** Lines on disk, tab-separated, in UTF-8, `\N` for NULL. */
export interface StageFile {
  /** Names of the columns, in order. Each is text, but for `seq`, a 64-bit integer. */
  readonly columns: readonly string[];
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
  /** Type of the column that keeps the records' texts, with whatever makes it small. */
  readonly recordType: string;
  run(statement: string): Promise<void>;
  /** Runs an INSERT, UPDATE or DELETE and tells how many rows it changed. */
  update(statement: string): Promise<number>;
  /**
   * Whole numbers up to 2^53 come as numbers, instants as RFC 3339 in UTC, larger numbers and decimals as text with all
   * their digits, texts and booleans as they are.
   */
  rows(statement: string, parameters?: readonly JsonValue[]): Promise<readonly QueryRow[]>;
  /**
   * Returns a relation over the file's lines, to be put behind FROM. It is read anew each time it is asked, so that the
   * lines need not fit into memory.
   */
  openStage(file: StageFile): Promise<string>;
}

/** What a database may prepare for. */
export interface TransactionOutlook {
  /** Bytes of the records to be written, on average. */
  readonly recordBytes: number;
  /** Columns of the widest table to be written. */
  readonly columns: number;
  /** Whether any record is longer than {@link LONGEST_STAGE_LINE}. */
  readonly hasLongRecords: boolean;
}

/** A database the loader works on. */
export interface SqlDatabase {
  readonly dialect: SqlDialect;
  /** Runs `work` in a transaction: committed when it resolves, undone when it rejects. One at a time. */
  transaction<Result>(
    work: (connection: SqlConnection) => Promise<Result>,
    outlook?: TransactionOutlook,
  ): Promise<Result>;
  /** Lets go of everything. */
  close(): Promise<void>;
}
