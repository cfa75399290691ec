import {
  applyCheckpoint,
  stateFromJson,
  stateToJson,
  type Checkpoint,
  type PartitionState,
  type StreamKey,
  type StreamState,
} from '@etl/core';
import { parseJson, stringifyJson } from '@etl/core/json';
import type { SqlConnection } from '../connection.js';
import type { SqlDialect } from '../dialect.js';
import { quoteNullable, quoteText } from '../quote.js';
import type { CommitIdentity } from './merge-table.js';
import { SYSTEM_SCHEMA } from './system-tables.js';
import { textOf } from './text-of.js';

/** The latest state of each partition; the older rows are history. */
export async function readStreamState(connection: SqlConnection, stream: StreamKey): Promise<StreamState> {
  const rows = await connection.rows(
    [
      `SELECT partition, value FROM ${SYSTEM_SCHEMA}.state WHERE ${isOfStream(stream)}`,
      'QUALIFY row_number() OVER (PARTITION BY partition ORDER BY revision DESC) = 1 ORDER BY partition',
    ].join('\n'),
  );
  const known = rows.filter((row) => row.value !== null);
  return new Map(
    known.map((row) => [textOf(row, 'partition'), stateFromJson(parseJson(textOf(row, 'value')))]),
  );
}

/** Appends what the checkpoints change, one row for each partition they speak of. */
export async function appendCheckpoints(
  connection: SqlConnection,
  dialect: SqlDialect,
  checkpoints: readonly Checkpoint[],
  identity: CommitIdentity,
): Promise<void> {
  if (checkpoints.length === 0) return;
  const before = await readStreamState(connection, identity);
  const changed = new Map<string, PartitionState>();
  for (const checkpoint of checkpoints) {
    const { partition } = checkpoint;
    changed.set(partition, applyCheckpoint(changed.get(partition) ?? before.get(partition), checkpoint));
  }
  const rows = [...changed].map(([partition, state]) => ({
    partition,
    value: stringifyJson(stateToJson(state)),
  }));
  await appendState(connection, dialect, identity, rows);
}

/** Appends that a stream's state, or one partition's, counts no more. */
export async function appendReset(
  connection: SqlConnection,
  dialect: SqlDialect,
  identity: CommitIdentity,
  partition: string | undefined,
): Promise<void> {
  const known = await readStreamState(connection, identity);
  const partitions = partition === undefined ? [...known.keys()] : [partition];
  await appendState(
    connection,
    dialect,
    identity,
    partitions.map((name) => ({ partition: name, value: undefined })),
  );
}

async function appendState(
  connection: SqlConnection,
  dialect: SqlDialect,
  identity: CommitIdentity,
  rows: readonly { readonly partition: string; readonly value: string | undefined }[],
): Promise<void> {
  if (rows.length === 0) return;
  const { source, stream, runId, commit, at } = identity;
  const [latest] = await connection.rows(
    `SELECT coalesce(max(revision), 0) AS revision FROM ${SYSTEM_SCHEMA}.state WHERE ${isOfStream(identity)}`,
  );
  const revision = Number(latest?.revision) + 1;
  const values = rows.map(
    ({ partition, value }) =>
      `(${quoteText(source)}, ${quoteText(stream)}, ${quoteText(partition)}, ${revision}, ${quoteNullable(value)}, ${quoteText(runId)}, ${commit}, ${dialect.instant(at)})`,
  );
  await connection.run(`INSERT INTO ${SYSTEM_SCHEMA}.state VALUES ${values.join(', ')}`);
}

export function isOfStream({ source, stream }: StreamKey): string {
  return `source = ${quoteText(source)} AND stream = ${quoteText(stream)}`;
}
