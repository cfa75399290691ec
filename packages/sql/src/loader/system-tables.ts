import type { SqlConnection } from '../connection.js';
import type { SqlDialect } from '../dialect.js';
import { FatalError } from '@etl/core';

/** Layout of the system tables; raised, with a migration, when it changes. */
const LAYOUT = 1;

/** Schema of the tables the loader keeps for itself. */
export const SYSTEM_SCHEMA = '_etl';

function definitions({ columnTypes }: SqlDialect): string[] {
  const { string: text, integer, timestamp, boolean } = columnTypes;
  return [
    `layout (version ${integer})`,
    `state (source ${text}, stream ${text}, partition ${text}, revision ${integer}, value ${text}, run_id ${text}, commit ${integer}, written_at ${timestamp})`,
    `leases (source ${text}, stream ${text}, epoch ${integer}, fence ${integer}, run_id ${text}, owner ${text}, acquired_at ${timestamp}, expires_at ${timestamp})`,
    `runs (run_id ${text}, source ${text}, stream ${text}, outcome ${text}, started_at ${timestamp}, ended_at ${timestamp}, receipt ${text})`,
    `receipts (commit ${integer}, run_id ${text}, source ${text}, stream ${text}, table_schema ${text}, table_name ${text}, fetched ${integer}, filtered ${integer}, rejected ${integer}, superseded ${integer}, inserted ${integer}, updated ${integer}, restored ${integer}, unchanged ${integer}, deletions ${integer}, deleted ${integer}, already_deleted ${integer}, unknown ${integer}, braked ${integer}, live_rows ${integer}, all_rows ${integer}, bytes ${integer}, committed_at ${timestamp})`,
    `rejects (source ${text}, stream ${text}, table_name ${text}, reason ${text}, detail ${text}, record ${text}, record_hash ${text}, run_id ${text}, commit ${integer}, rejected_at ${timestamp})`,
    `deletions (source ${text}, stream ${text}, table_name ${text}, key ${text}, evidence ${text}, run_id ${text}, commit ${integer}, deleted_at ${timestamp})`,
    `columns (table_schema ${text}, table_name ${text}, column_name ${text}, field ${text}, path ${text}, type ${text}, filled ${boolean})`,
    `tables (table_schema ${text}, table_name ${text}, generation ${integer})`,
    `models (table_schema ${text}, table_name ${text}, transformer ${text}, source ${text}, canonical ${text}, fingerprint ${text}, run_id ${text})`,
    `model_inputs (table_schema ${text}, table_name ${text}, input ${text}, generation ${integer}, watermark ${integer})`,
    `model_changes (number ${integer}, table_schema ${text}, table_name ${text}, key ${text}, run_id ${text})`,
    `sweeps (source ${text}, stream ${text}, sweep ${text}, table_name ${text}, key ${text})`,
  ];
}

/** Creates what is missing. @throws FatalError when a newer version of the toolkit has written here. */
export async function prepareSystemTables(connection: SqlConnection, dialect: SqlDialect): Promise<void> {
  await connection.run(`CREATE SCHEMA IF NOT EXISTS ${SYSTEM_SCHEMA}`);
  for (const definition of definitions(dialect)) {
    await connection.run(`CREATE TABLE IF NOT EXISTS ${SYSTEM_SCHEMA}.${definition}`);
  }
  const found = await requireKnownLayout(connection);
  if (found === 0) await connection.run(`INSERT INTO ${SYSTEM_SCHEMA}.layout VALUES (${LAYOUT})`);
}

/** Whether the toolkit has ever written here. */
export async function isPrepared(connection: SqlConnection): Promise<boolean> {
  const rows = await connection.rows(
    `SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database() AND lower(table_schema) = '${SYSTEM_SCHEMA}'`,
  );
  return rows.length > 0;
}

/** @returns the layout found, 0 when there is none yet. @throws FatalError when a newer version of the toolkit has written here. */
export async function requireKnownLayout(connection: SqlConnection): Promise<number> {
  const [row] = await connection.rows(`SELECT max(version) AS version FROM ${SYSTEM_SCHEMA}.layout`);
  const found = Number(row?.version ?? 0);
  if (found <= LAYOUT) return found;
  throw new FatalError({
    code: 'newer_layout',
    message: `The destination's system tables have layout ${found}; this version knows up to ${LAYOUT}.`,
    remedy: 'Update the toolkit to the version that last wrote here.',
  });
}
