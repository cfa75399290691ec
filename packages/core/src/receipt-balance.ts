import type { TableCounts } from './contracts/receipt.js';

/**
 * What does not add up in a table's counts, as a sentence, or `undefined` when all does.
 *
 * Invariant 4: both equations of {@link TableCounts}.
 */
export function describeImbalance(table: string, counts: TableCounts): string | undefined {
  const { filtered, rejected, superseded, inserted, updated, restored, unchanged } = counts;
  const accounted = filtered + rejected + superseded + inserted + updated + restored + unchanged;
  if (counts.fetched !== accounted) {
    return (
      `${table}: ${counts.fetched} records were fetched but ${accounted} are accounted for ` +
      `(${filtered} filtered, ${rejected} rejected, ${superseded} superseded, ${inserted} inserted, ` +
      `${updated} updated, ${restored} restored, ${unchanged} unchanged)`
    );
  }
  const carriedOut = counts.deleted + counts.alreadyDeleted + counts.unknown + counts.braked;
  if (counts.deletions !== carriedOut) {
    return `${table}: ${counts.deletions} deletions were told but ${carriedOut} are accounted for`;
  }
  return undefined;
}
