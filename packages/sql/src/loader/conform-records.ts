import type { ConformedTable, QueryRow, RecordsToConform, Session } from '@etl/core';
import { METADATA_COLUMNS } from '../metadata-columns.js';
import { quoteTable } from '../quote.js';
import { openSqlSession, type SqlSessionOptions } from './sql-session.js';
import { SYSTEM_SCHEMA } from './system-tables.js';
import { textOf } from './text-of.js';

const SCHEMA = 'conformed';
const STREAM = { source: 'conform', stream: 'records' };
const RUN = 'conform';

/**
 * Loads records into an empty database that nobody else uses, and reads them back: what `Destination.conform` promises.
 * The caller makes the database and takes it away; here it is only closed.
 */
export async function conformRecords(
  options: SqlSessionOptions,
  tables: readonly RecordsToConform[],
): Promise<readonly ConformedTable[]> {
  const session = await openSqlSession(options);
  try {
    await load(session, tables);
    const conformed: ConformedTable[] = [];
    for (const { table } of tables) conformed.push(await readBack(session, table.name));
    return conformed;
  } finally {
    await session.close();
  }
}

async function load(session: Session, tables: readonly RecordsToConform[]): Promise<void> {
  const lease = await session.acquireLease(STREAM, RUN);
  const writer = await session.openWriter({
    stream: STREAM,
    schema: SCHEMA,
    tables: tables.map(({ table }) => table),
    lease,
    runId: RUN,
    deletionBrake: { share: 1, rows: 0 },
  });
  try {
    for (const { table, records } of tables)
      await writer.stage({ kind: 'batch', table: table.name, records, fetched: records.length });
    await writer.commit([]);
  } finally {
    await writer.close();
    await lease.release();
  }
}

async function readBack(session: Session, table: string): Promise<ConformedTable> {
  const rows = await session.query(
    `SELECT * FROM ${quoteTable(SCHEMA, table)} ORDER BY ${METADATA_COLUMNS.hash}`,
  );
  const rejects = await session.query(
    `SELECT reason, record FROM ${SYSTEM_SCHEMA}.rejects WHERE table_name = ?`,
    [table],
  );
  return { table, rows, rejects: rejects.map(readReject) };
}

function readReject(row: QueryRow) {
  return { reason: textOf(row, 'reason'), record: textOf(row, 'record') };
}
