import type { ErrorKind } from '../errors/etl-error.js';
import type { Instant } from './instant.js';

/**
 * What became of everything fetched for one table.
 *
 * Invariant 4: `fetched = filtered + rejected + superseded + inserted + updated + restored + unchanged` and
 * `deletions = deleted + alreadyDeleted + unknown + braked`. The left sides are counted on the responses, the right
 * sides in the destination, within the transaction that stores the rows.
 */
export interface TableCounts {
  readonly fetched: number;
  /** Left out on purpose by the source or a record transformer. */
  readonly filtered: number;
  /** In the dead letter table, with reason. */
  readonly rejected: number;
  /** Another version or a later copy of the same key won. */
  readonly superseded: number;
  readonly inserted: number;
  readonly updated: number;
  /** Was marked deleted and is back. */
  readonly restored: number;
  readonly unchanged: number;
  /** Deletions told by the source plus rows a complete sweep did not see. */
  readonly deletions: number;
  readonly deleted: number;
  readonly alreadyDeleted: number;
  /** No such row, or a newer version of it. */
  readonly unknown: number;
  /** Held back because there were too many at once. */
  readonly braked: number;
}

/** One table's part of a commit, as counted and checked inside it. */
export interface TableReceipt extends TableCounts {
  readonly table: string;
  /** Rows not marked deleted, after the commit. */
  readonly liveRows: number;
  /** All rows, after the commit. */
  readonly rows: number;
}

/** Proof of one commit. */
export interface CommitReceipt {
  /** Rising within the destination; the `_etl_commit` of its rows. */
  readonly commit: number;
  readonly committedAt: Instant;
  readonly tables: readonly TableReceipt[];
  /** Bytes staged. */
  readonly bytes: number;
}

/**
 * How a stream's run ended.
 *
 * `proved`: all read, sums balance. `unproven`: sums do not balance; the offending commit was undone. `failed`: an
 * error; what was committed before it stays. `deferred`: the quota is used up. `skipped`: a missing permission that the
 * configuration accepts. `interrupted`: stopped by the user after a clean commit.
 */
export type StreamOutcome = 'proved' | 'unproven' | 'failed' | 'deferred' | 'skipped' | 'interrupted';

/** The receipt of one stream's run: the sum of its commits. */
export interface StreamReceipt {
  readonly source: string;
  readonly stream: string;
  readonly runId: string;
  readonly outcome: StreamOutcome;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly commits: number;
  readonly requests: number;
  readonly tables: readonly TableReceipt[];
  /** Present unless `proved` or `skipped`. */
  readonly problem?: StreamProblem;
  /** The range that was read again, where that is what the run was for. */
  readonly backfill?: { readonly from: Instant; readonly to: Instant };
}

export interface StreamProblem {
  readonly kind: ErrorKind | 'interrupted';
  readonly code: string;
  readonly message: string;
  /** For `deferred`: when the vendor will answer again. */
  readonly resumeAt?: Instant;
}
