import type { StreamReceipt } from '@etl/core';
import type { SqlConnection } from '../connection.js';
import type { SqlDialect } from '../dialect.js';
import { quoteText } from '../quote.js';
import { SYSTEM_SCHEMA } from './system-tables.js';
import { textOf } from './text-of.js';

/** Appends how a stream's run ended. */
export async function storeOutcome(
  connection: SqlConnection,
  dialect: SqlDialect,
  receipt: StreamReceipt,
): Promise<void> {
  const { runId, source, stream, outcome, startedAt, endedAt } = receipt;
  const texts = [runId, source, stream, outcome].map(quoteText);
  const times = [dialect.instant(startedAt), dialect.instant(endedAt)];
  const values = [...texts, ...times, quoteText(JSON.stringify(receipt))];
  await connection.run(`INSERT INTO ${SYSTEM_SCHEMA}.runs VALUES (${values.join(', ')})`);
}

/** Newest first, at most `perStream` of each stream. */
export async function readOutcomes(connection: SqlConnection, perStream: number): Promise<StreamReceipt[]> {
  const rows = await connection.rows(
    [
      `SELECT receipt FROM ${SYSTEM_SCHEMA}.runs`,
      `QUALIFY row_number() OVER (PARTITION BY source, stream ORDER BY ended_at DESC) <= ${perStream}`,
      'ORDER BY ended_at DESC',
    ].join('\n'),
  );
  return rows.map((row) => JSON.parse(textOf(row, 'receipt')) as StreamReceipt);
}
