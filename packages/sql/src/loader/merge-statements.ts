import { quoteIdentifier, quoteTable } from '../quote.js';
import type { SqlDialect } from '../dialect.js';
import { METADATA_COLUMNS } from '../metadata-columns.js';

const { hash, version, deletedAt } = METADATA_COLUMNS;

/** Temporary tables of one table's merge. */
export const STAGED = 'etl_staged';
export const WINNERS = 'etl_winners';
export const DELETIONS = 'etl_deletions';
export const ACTIONS = 'etl_actions';
export const MERGE_TABLES = [ACTIONS, DELETIONS, WINNERS, STAGED];

/** The table a merge writes, and how its rows are found. */
export interface MergeTarget {
  readonly dialect: SqlDialect;
  readonly schema: string;
  readonly table: string;
  /** Columns of the primary key, in its order. */
  readonly keyColumns: readonly string[];
  readonly hasVersion: boolean;
}

export function quoteTarget({ schema, table }: MergeTarget): string {
  return quoteTable(schema, table);
}

/** Condition that a row of the target (`t`) has the key of a row of `other`. */
export function matchKey({ keyColumns }: MergeTarget, other: string): string {
  return keyColumns
    .map((column, index) => `t.${quoteIdentifier(column)} = ${other}.key_${index}`)
    .join(' AND ');
}

function keyTexts({ dialect, keyColumns }: MergeTarget): string {
  return keyColumns.map((_, index) => `${dialect.arrayText('key', index)} AS key_${index}`).join(', ');
}

function storedColumns({ hasVersion }: MergeTarget): string {
  const storedVersion = hasVersion ? `t.${version}` : 'NULL';
  return `t.${hash} AS stored_hash, t.${deletedAt} AS stored_deleted_at, ${storedVersion} AS stored_version`;
}

/** A record without a version is older than one with, wherever it is compared, so that commit borders do not matter. */
function isOlder({ hasVersion }: MergeTarget, other: string): string {
  return hasVersion ? `coalesce(${other}.version, '') < coalesce(t.${version}, '')` : 'FALSE';
}

/**
 * Of each key the record with the highest version, of equal ones the last, beside what is stored for it. A record older
 * than the stored one is `stale`.
 */
export function buildWinners(target: MergeTarget): string {
  return [
    `CREATE TEMPORARY TABLE ${WINNERS} AS`,
    `SELECT w.*, ${storedColumns(target)}, t.${hash} IS NOT NULL AS is_stored,`,
    `${isOlder(target, 'w')} AS is_stale`,
    `FROM (SELECT seq, min(seq) OVER (PARTITION BY key) AS first_seq, key, version, hash, ${keyTexts(target)} FROM ${STAGED} WHERE kind = 'r'`,
    'QUALIFY row_number() OVER (PARTITION BY key ORDER BY version DESC NULLS LAST, seq DESC) = 1) AS w',
    `LEFT JOIN ${quoteTarget(target)} AS t ON ${matchKey(target, 'w')}`,
  ].join('\n');
}

/**
 * What each deletion does. Those that come after their key's winning record act on it, the others on the stored row; only
 * the first of several finds the row alive. One older than the stored row, or told before there was a row, finds nothing
 * to delete: no commit could remember it for the next.
 */
export function buildDeletions(target: MergeTarget): string {
  const isLater =
    "w.key IS NOT NULL AND CASE WHEN d.version <> coalesce(w.version, '') THEN d.version > coalesce(w.version, '') ELSE d.seq > w.seq END";
  const foundRow = `(t.${hash} IS NOT NULL OR coalesce(d.seq > w.first_seq, FALSE))`;
  const isStale = target.hasVersion ? `coalesce(d.version < t.${version}, FALSE)` : 'FALSE';
  return [
    `CREATE TEMPORARY TABLE ${DELETIONS} AS`,
    'SELECT *, CASE',
    "WHEN is_stale OR NOT (is_after OR is_stored) THEN 'unknown'",
    "WHEN NOT is_after AND stored_deleted_at IS NOT NULL THEN 'already_deleted'",
    "WHEN row_number() OVER (PARTITION BY key, is_after, is_stale ORDER BY seq) > 1 THEN 'already_deleted'",
    "ELSE 'deleted' END AS outcome",
    `FROM (SELECT d.*, ${storedColumns(target)}, t.${hash} IS NOT NULL AS is_stored, w.key IS NOT NULL AS has_winner,`,
    `${isStale} AS is_stale, ${isLater} AND ${foundRow} AS is_after`,
    `FROM (SELECT seq, key, version, ${keyTexts(target)} FROM ${STAGED} WHERE kind = 'd') AS d`,
    `LEFT JOIN (SELECT seq, first_seq, key, version FROM ${WINNERS} WHERE NOT is_stale) AS w ON w.key = d.key`,
    `LEFT JOIN ${quoteTarget(target)} AS t ON ${matchKey(target, 'd')}) AS judged`,
  ].join('\n');
}

/** What becomes of each winning record. */
export function buildActions(): string {
  return [
    `CREATE TEMPORARY TABLE ${ACTIONS} AS`,
    'SELECT w.*, CASE',
    "WHEN NOT is_stored THEN 'inserted'",
    "WHEN stored_deleted_at IS NOT NULL OR d.key IS NOT NULL THEN 'restored'",
    "WHEN stored_hash = hash THEN 'unchanged'",
    "ELSE 'updated' END AS action",
    `FROM ${WINNERS} AS w LEFT JOIN (SELECT DISTINCT key FROM ${DELETIONS}`,
    "WHERE outcome = 'deleted' AND NOT is_after) AS d ON d.key = w.key",
    'WHERE NOT w.is_stale',
  ].join('\n');
}
