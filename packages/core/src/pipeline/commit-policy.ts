import type { Duration } from '../contracts/instant.js';

/** When staged records are worth a commit: by number, by size, or by the age of the oldest. */
export interface CommitPolicy {
  readonly records: number;
  readonly bytes: number;
  readonly age: Duration;
}

const MEBIBYTE = 1024 * 1024;

/** Large commits are cheap per record; the age keeps a slow source from losing much to a kill. */
export function commitPolicyFor(preferredRecords: number): CommitPolicy {
  return { records: preferredRecords, bytes: 256 * MEBIBYTE, age: 60_000 };
}
