import type { SqlConnection } from '../connection.js';
import { METADATA_COLUMNS } from '../metadata-columns.js';
import { quoteTarget, type MergeTarget } from './merge-statements.js';

export interface RowCounts {
  readonly all: number;
  /** Not marked deleted. */
  readonly live: number;
}

export async function countRows(connection: SqlConnection, target: MergeTarget): Promise<RowCounts> {
  const [row] = await connection.rows(
    `SELECT count(*) AS all_rows, count(*) - count(${METADATA_COLUMNS.deletedAt}) AS live_rows FROM ${quoteTarget(target)}`,
  );
  return { all: Number(row?.all_rows), live: Number(row?.live_rows) };
}
