import type { DuckDBConnection } from '@duckdb/node-api';
import type { TransactionOutlook } from '@etl/sql';
import { VECTOR } from './row-group-size.js';

const MEBIBYTE = 1024 * 1024;
/** For reading stages, joining keys and compressing. */
const BASE = 160 * MEBIBYTE;
/** Of each record of a thread's vector: as it was read, its values, its columns, and the row that is written. */
const COPIES = 4;
/** What each thread holds of each column while it fills a row group: a block of values and one that tells NULLs. */
const COLUMN = 2 * 256 * 1024;

/**
 * Lowers the memory limit to what a commit of such records needs; very long ones need what they need. DuckDB fills whatever
 * it may have before it writes anything, so that a limit for the widest tables would be used for the narrowest, too.
 */
export async function boundMemory(
  connection: DuckDBConnection,
  outlook: TransactionOutlook | undefined,
): Promise<void> {
  if (outlook === undefined || outlook.hasLongRecords) return;
  const reader = await connection.runAndReadAll(
    "SELECT current_setting('threads'), parse_formatted_bytes(current_setting('memory_limit'))",
  );
  const [threads = 1, allowed = 0] = (reader.getRows()[0] ?? []).map(Number);
  const perThread = outlook.columns * COLUMN + VECTOR * COPIES * outlook.recordBytes;
  const needed = Math.ceil(BASE + perThread * threads);
  if (needed < allowed) await connection.run(`SET memory_limit = '${needed}B'`);
}
