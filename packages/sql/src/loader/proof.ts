import { describeImbalance, UnprovenError, type TableCounts } from '@etl/core';
import type { SqlConnection } from '../connection.js';
import { METADATA_COLUMNS } from '../metadata-columns.js';
import type { RowCounts } from './count-rows.js';
import { ACTIONS, matchKey, quoteTarget, type MergeTarget } from './merge-statements.js';

/** Every winner must now be there once, with its hash. */
export async function proveVisible(connection: SqlConnection, target: MergeTarget): Promise<void> {
  const [row] = await connection.rows(
    `SELECT (SELECT count(*) FROM ${ACTIONS}) AS expected, count(*) AS found FROM ${ACTIONS} AS a JOIN ${quoteTarget(target)} AS t ON ${matchKey(target, 'a')} AND t.${METADATA_COLUMNS.hash} = a.hash`,
  );
  const [expected, found] = [Number(row?.expected), Number(row?.found)];
  if (expected === found) return;
  throw new UnprovenError({
    message: `${quoteTarget(target)}: ${expected} records were merged but ${found} are visible with their hash.`,
  });
}

/** Invariant 4: both equations, and the rows before and after the commit. */
export function requireProof(table: string, counts: TableCounts, before: RowCounts, after: RowCounts): void {
  const imbalance = describeImbalance(table, counts);
  if (imbalance !== undefined) throw new UnprovenError({ message: imbalance });
  const expectedAll = before.all + counts.inserted;
  const expectedLive = before.live + counts.inserted + counts.restored - counts.deleted;
  if (after.all === expectedAll && after.live === expectedLive) return;
  throw new UnprovenError({
    message: `${table}: ${expectedAll} rows (${expectedLive} live) are expected after the commit, ${after.all} (${after.live}) are there.`,
  });
}
