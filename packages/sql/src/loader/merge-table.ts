import { FatalError, type Instant, type TableCounts, type TableReceipt } from '@etl/core';
import type { SqlConnection } from '../connection.js';
import { countRows } from './count-rows.js';
import {
  ACTIONS,
  buildActions,
  buildDeletions,
  buildWinners,
  DELETIONS,
  MERGE_TABLES,
  quoteTarget,
  STAGED,
  WINNERS,
  type MergeTarget,
} from './merge-statements.js';
import type { LoadedTable } from './loaded-table.js';
import { markDeleted } from './mark-deleted.js';
import { insertChangedRows, removeChangedRows } from './changed-rows.js';
import { proveVisible, requireProof } from './proof.js';
import { storeEvidence, storeRejects } from './side-tables.js';
import { completeSweeps, recordSweepKeys, type SweepCompletion } from './sweeps.js';
import type { StageFiles } from './stage.js';
import type { StagedTable } from './table-stage.js';

/** Who commits, and when. */
export interface CommitIdentity {
  readonly source: string;
  readonly stream: string;
  readonly runId: string;
  readonly commit: number;
  readonly at: Instant;
}

export interface MergeOptions {
  readonly connection: SqlConnection;
  readonly loaded: LoadedTable;
  readonly staged: StagedTable;
  readonly completions: readonly SweepCompletion[];
  readonly identity: CommitIdentity;
}

/**
 * Merges what was staged for one table and proves it: judge, winners, conform, merge, deletions, sweeps, proof.
 *
 * @throws UnprovenError when the counts do not balance; FatalError when the table holds rows it cannot hold.
 */
export async function mergeTable(options: MergeOptions): Promise<TableReceipt> {
  const { connection, loaded, staged } = options;
  const before = await countRows(connection, loaded.target);
  const merged = staged.files === undefined ? NOTHING : await mergeStaged(options, staged.files);
  const swept = await completeSweeps(options);
  const after = await countRows(connection, loaded.target);
  const counts: TableCounts = {
    ...merged,
    fetched: staged.fetched,
    filtered: staged.filtered,
    deletions: merged.deletions + swept.deleted + swept.braked,
    deleted: merged.deleted + swept.deleted,
    braked: swept.braked,
  };
  requireProof(loaded.table.name, counts, before, after);
  return { table: loaded.table.name, ...counts, liveRows: after.live, rows: after.all };
}

type MergedCounts = Omit<TableCounts, 'fetched' | 'filtered' | 'braked'>;

const NOTHING: MergedCounts = {
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
};

async function mergeStaged(options: MergeOptions, files: StageFiles): Promise<MergedCounts> {
  const { connection, loaded } = options;
  const { target } = loaded;
  const texts = await connection.openStage(files.texts);
  const entries = await connection.openStage(files.entries);
  await connection.run(`CREATE TEMPORARY TABLE ${STAGED} AS SELECT * FROM ${entries} AS entries`);
  await connection.run(buildWinners(target));
  await connection.run(buildDeletions(target));
  await requireUniqueRows(connection, target);
  await connection.run(buildActions());
  const counts = await countActions(connection);
  if (counts.updated + counts.restored > 0) await removeChangedRows(options);
  if (counts.inserted + counts.updated + counts.restored > 0) await insertChangedRows(options, texts);
  if (counts.deletions > 0) await markDeleted(options);
  await proveVisible(connection, target);
  if (counts.rejected > 0) await storeRejects(options, texts);
  if (counts.deleted > 0) await storeEvidence(options, texts);
  await recordSweepKeys(options);
  for (const name of MERGE_TABLES) await connection.run(`DROP TABLE ${name}`);
  return counts;
}

/** A key that matches two stored rows would be counted, and deleted, twice. */
async function requireUniqueRows(connection: SqlConnection, target: MergeTarget): Promise<void> {
  const [row] = await connection.rows(
    [
      `SELECT (SELECT count(*) - count(DISTINCT seq) FROM ${WINNERS})`,
      `+ (SELECT count(*) - count(DISTINCT seq) FROM ${DELETIONS}) AS doubled`,
    ].join(' '),
  );
  const doubled = Number(row?.doubled);
  if (doubled === 0) return;
  throw new FatalError({
    code: 'duplicate_rows',
    message: `${quoteTarget(target)} holds more than one row for some of the keys that were read (${doubled} rows too many); something else wrote to it.`,
    remedy: 'Remove the doubled rows, or drop the table, reset the state of its stream and run again.',
  });
}

async function countActions(connection: SqlConnection): Promise<MergedCounts> {
  const [row] = await connection.rows(
    [
      'SELECT',
      `(SELECT count(*) FROM ${STAGED} WHERE kind = 'x') AS rejected,`,
      `(SELECT count(*) FROM ${STAGED} WHERE kind = 'r') - (SELECT count(*) FROM ${ACTIONS}) AS superseded,`,
      ...(['inserted', 'updated', 'restored', 'unchanged'] as const).map(
        (action) => `(SELECT count(*) FROM ${ACTIONS} WHERE action = '${action}') AS ${action},`,
      ),
      `(SELECT count(*) FROM ${STAGED} WHERE kind = 'd') AS deletions,`,
      ...(['deleted', 'already_deleted'] as const).map(
        (outcome) => `(SELECT count(*) FROM ${DELETIONS} WHERE outcome = '${outcome}') AS ${outcome},`,
      ),
      `(SELECT count(*) FROM ${DELETIONS} WHERE outcome = 'unknown') AS unknown_rows`,
    ].join('\n'),
  );
  const count = (name: string): number => Number(row?.[name]);
  return {
    rejected: count('rejected'),
    superseded: count('superseded'),
    inserted: count('inserted'),
    updated: count('updated'),
    restored: count('restored'),
    unchanged: count('unchanged'),
    deletions: count('deletions'),
    deleted: count('deleted'),
    alreadyDeleted: count('already_deleted'),
    unknown: count('unknown_rows'),
  };
}
