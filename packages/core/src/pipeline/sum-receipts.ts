import type { CommitReceipt, TableCounts, TableReceipt } from '../contracts/receipt.js';

const COUNTS = [
  'fetched',
  'filtered',
  'rejected',
  'superseded',
  'inserted',
  'updated',
  'restored',
  'unchanged',
  'deletions',
  'deleted',
  'alreadyDeleted',
  'unknown',
  'braked',
] as const satisfies readonly (keyof TableCounts)[];

/** Adds up the commits of a run, table by table; row counts are those of the last commit. */
export function sumReceipts(commits: readonly CommitReceipt[]): TableReceipt[] {
  const sums = new Map<string, TableReceipt>();
  for (const receipt of commits.flatMap((commit) => commit.tables)) {
    const sum = sums.get(receipt.table);
    sums.set(receipt.table, sum === undefined ? receipt : add(sum, receipt));
  }
  return [...sums.values()];
}

function add(sum: TableReceipt, next: TableReceipt): TableReceipt {
  const counts = Object.fromEntries(
    COUNTS.map((name) => [name, sum[name] + next[name]]),
  ) as unknown as TableCounts;
  return { ...next, ...counts };
}
