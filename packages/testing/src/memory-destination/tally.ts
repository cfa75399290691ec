import { UnprovenError, type TableCounts } from '@etl/core';

/** Counts under way. */
export type Tally = { -readonly [Count in keyof TableCounts]: number };

export function emptyTally(): Tally {
  return {
    fetched: 0,
    filtered: 0,
    rejected: 0,
    superseded: 0,
    inserted: 0,
    updated: 0,
    restored: 0,
    unchanged: 0,
    deletions: 0,
    deleted: 0,
    alreadyDeleted: 0,
    unknown: 0,
    braked: 0,
  };
}

/** What the right side of the first equation adds up to. */
export function accountedRecords(counts: TableCounts): number {
  const { filtered, rejected, superseded, inserted, updated, restored, unchanged } = counts;
  return filtered + rejected + superseded + inserted + updated + restored + unchanged;
}

/** What the right side of the second equation adds up to. */
export function accountedDeletions(counts: TableCounts): number {
  return counts.deleted + counts.alreadyDeleted + counts.unknown + counts.braked;
}

/** @throws UnprovenError unless both equations hold. */
export function requireBalance(table: string, counts: TableCounts): void {
  // Invariant 4: what was fetched is accounted for, item by item.
  if (counts.fetched === accountedRecords(counts) && counts.deletions === accountedDeletions(counts)) return;
  throw new UnprovenError({
    message:
      `Table ${table}: ${counts.fetched} items fetched, ${accountedRecords(counts)} accounted for; ` +
      `${counts.deletions} deletions told, ${accountedDeletions(counts)} accounted for.`,
    remedy:
      'The source lost or invented items between the response and its batches; report it to its author.',
  });
}
