import type { CompleteCheckpoint, DeletionBrake, SweepCondition } from '@etl/core';
import { METADATA_COLUMNS } from '../metadata-columns.js';
import { quoteIdentifier, quoteText } from '../quote.js';
import { countRows } from './count-rows.js';
import { matchKey, quoteTarget, STAGED } from './merge-statements.js';
import type { MergeOptions } from './merge-table.js';
import { SYSTEM_SCHEMA } from './system-tables.js';

const { runId, commit, syncedAt, deletedAt } = METADATA_COLUMNS;
const UNSEEN = 'etl_unseen';

export interface SweepCompletion {
  readonly checkpoint: CompleteCheckpoint;
  readonly brake: DeletionBrake;
}

export interface SweepCounts {
  readonly deleted: number;
  readonly braked: number;
}

/** Remembers which keys the sweeps in progress have seen; NULL for a record that could not be stored, whose key is not known. */
export async function recordSweepKeys({ connection, loaded, identity }: MergeOptions): Promise<void> {
  const { dialect } = loaded.target;
  const names = [identity.source, identity.stream].map(quoteText).join(', ');
  await connection.run(
    `INSERT INTO ${SYSTEM_SCHEMA}.sweeps SELECT DISTINCT ${names}, ${dialect.jsonText('sweep')}, ${quoteText(loaded.table.name)}, key FROM ${STAGED} WHERE kind IN ('r', 'x') AND sweep IS NOT NULL`,
  );
}

/** Marks what completed sweeps did not see, unless the brake holds it back, and forgets the sweeps' keys. */
export async function completeSweeps(options: MergeOptions): Promise<SweepCounts> {
  const total = { deleted: 0, braked: 0 };
  for (const completion of options.completions) {
    const { deleted, braked } = await completeSweep(options, completion);
    total.deleted += deleted;
    total.braked += braked;
  }
  return total;
}

async function completeSweep(
  options: MergeOptions,
  { checkpoint, brake }: SweepCompletion,
): Promise<SweepCounts> {
  const { connection, loaded } = options;
  const { target } = loaded;
  const { live } = await countRows(connection, target);
  await connection.run(buildUnseen(options, checkpoint));
  const [row] = await connection.rows(
    `SELECT count(*) AS unseen, (SELECT count(*) FROM ${SYSTEM_SCHEMA}.sweeps WHERE key IS NULL AND ${isOfSweep(options, checkpoint)}) AS unreadable FROM ${UNSEEN}`,
  );
  const unseen = Number(row?.unseen);
  // Invariant 8: inferred deletions need a sweep that knows every key it saw, and stop above both limits.
  const isBraked = Number(row?.unreadable) > 0 || (unseen > brake.rows && unseen > brake.share * live);
  if (!isBraked) await markUnseen(options, checkpoint);
  await connection.run(`DROP TABLE ${UNSEEN}`);
  await connection.run(`DELETE FROM ${SYSTEM_SCHEMA}.sweeps WHERE ${isOfSweep(options, checkpoint)}`);
  return isBraked ? { deleted: 0, braked: unseen } : { deleted: unseen, braked: 0 };
}

function isOfSweep(
  { identity: { source, stream } }: MergeOptions,
  { sweep, table }: CompleteCheckpoint,
): string {
  return `source = ${quoteText(source)} AND stream = ${quoteText(stream)} AND sweep = ${quoteText(sweep)} AND table_name = ${quoteText(table)}`;
}

function buildUnseen(options: MergeOptions, checkpoint: CompleteCheckpoint): string {
  const { target } = options.loaded;
  const keys = target.keyColumns
    .map((column, index) => `t.${quoteIdentifier(column)} AS key_${index}`)
    .join(', ');
  const seen = target.keyColumns
    .map((_, index) => `${target.dialect.arrayText('key', index)} AS key_${index}`)
    .join(', ');
  const conditions = checkpoint.within
    .map((condition) => ` AND ${buildCondition(options, condition)}`)
    .join('');
  return [
    `CREATE TEMPORARY TABLE ${UNSEEN} AS SELECT ${keys} FROM ${quoteTarget(target)} AS t`,
    `LEFT JOIN (SELECT ${seen} FROM ${SYSTEM_SCHEMA}.sweeps WHERE ${isOfSweep(options, checkpoint)}) AS s`,
    `ON ${matchKey(target, 's')} WHERE s.key_0 IS NULL AND t.${deletedAt} IS NULL${conditions}`,
    // What another read wrote since the sweep began may be younger than what the sweep saw.
    `AND t.${syncedAt} <= ${target.dialect.instant(checkpoint.readAt)}`,
  ].join('\n');
}

function buildCondition({ loaded }: MergeOptions, condition: SweepCondition): string {
  const field = loaded.table.fields.find(({ name }) => name === condition.column);
  const column = `t.${quoteIdentifier(field === undefined ? condition.column : loaded.columnOf(field))}`;
  if ('equals' in condition) return `${column} = ${quoteText(condition.equals)}`;
  return `${column} >= ${quoteText(condition.from)} AND ${column} < ${quoteText(condition.to)}`;
}

async function markUnseen(
  { connection, loaded, identity }: MergeOptions,
  checkpoint: CompleteCheckpoint,
): Promise<void> {
  const { target, table } = loaded;
  const at = target.dialect.instant(identity.at);
  const by = `${quoteText(identity.runId)}, ${identity.commit}, ${at}`;
  const names = [identity.source, identity.stream, table.name].map(quoteText).join(', ');
  const key = target.dialect.arrayOf(target.keyColumns.map((_, index) => `key_${index}`));
  const evidence = quoteText(`Not seen by the sweep "${checkpoint.sweep}", which is complete.`);
  await connection.run(
    `INSERT INTO ${SYSTEM_SCHEMA}.deletions SELECT ${names}, ${key}, ${evidence}, ${by} FROM ${UNSEEN}`,
  );
  await connection.run(
    `UPDATE ${quoteTarget(target)} AS t SET ${deletedAt} = ${at}, ${commit} = ${identity.commit}, ${runId} = ${quoteText(identity.runId)} FROM ${UNSEEN} AS u WHERE ${matchKey(target, 'u')}`,
  );
}
