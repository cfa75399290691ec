import type { TableReceipt } from '@etl/core';
import type { SqlConnection } from '../connection.js';
import type { SqlDialect } from '../dialect.js';
import { quoteText } from '../quote.js';
import type { CommitIdentity } from './merge-table.js';
import { SYSTEM_SCHEMA } from './system-tables.js';

export interface StoredReceipts {
  readonly identity: CommitIdentity;
  readonly schema: string;
  readonly tables: readonly TableReceipt[];
  /** Staged for each of the tables. */
  readonly bytes: readonly number[];
}

/** One row per commit and table, within the commit. */
export async function storeReceipts(
  connection: SqlConnection,
  dialect: SqlDialect,
  { identity, schema, tables, bytes }: StoredReceipts,
): Promise<void> {
  const { commit, runId, source, stream, at } = identity;
  const rows = tables.map((receipt, index) => {
    const names = [runId, source, stream, schema, receipt.table].map(quoteText);
    const counts = [
      receipt.fetched,
      receipt.filtered,
      receipt.rejected,
      receipt.superseded,
      receipt.inserted,
      receipt.updated,
      receipt.restored,
      receipt.unchanged,
      receipt.deletions,
      receipt.deleted,
      receipt.alreadyDeleted,
      receipt.unknown,
      receipt.braked,
      receipt.liveRows,
      receipt.rows,
      bytes[index] ?? 0,
    ];
    return `(${[commit, ...names, ...counts, dialect.instant(at)].join(', ')})`;
  });
  await connection.run(`INSERT INTO ${SYSTEM_SCHEMA}.receipts VALUES ${rows.join(', ')}`);
}

/** The number of the next commit in this destination. */
export async function nextCommit(connection: SqlConnection): Promise<number> {
  const [row] = await connection.rows(
    `SELECT coalesce(max(commit), 0) AS latest FROM ${SYSTEM_SCHEMA}.receipts`,
  );
  return Number(row?.latest) + 1;
}
