import type { Batch, Checkpoint, CompleteCheckpoint, Instant, SweepCondition } from '@etl/core';
import { MESSAGE_TABLES } from './message-batches.js';

/** A sweep that is complete, in all tables that are wanted. */
export interface CompleteSweep {
  readonly partition: string;
  readonly sweep: string;
  readonly within: readonly SweepCondition[];
  readonly readAt: Instant;
}

/** Where the known threads of a channel are kept. */
export function threadsPartition(channelId: string): string {
  return `${channelId}#threads`;
}

/** Where it is kept which export was read to its end in a channel. */
export function exportPartition(channelId: string): string {
  return `${channelId}#export`;
}

/** What the history of a channel shows between two `ts`. */
export function withinHistory(
  channelId: string,
  { from, to }: { from: string; to: string },
): SweepCondition[] {
  return [
    { column: 'channel_id', equals: channelId },
    { column: 'placement', equals: 'channel' },
    { column: 'ts', from, to },
  ];
}

/** What only the thread shows. */
export function withinThread(channelId: string, rootTs: string): SweepCondition[] {
  return [
    { column: 'channel_id', equals: channelId },
    { column: 'placement', equals: 'thread' },
    { column: 'root_ts', equals: rootTs },
  ];
}

export function completeSweep(sweep: CompleteSweep, wanted: ReadonlySet<string>): CompleteCheckpoint[] {
  return MESSAGE_TABLES.filter(({ name }) => wanted.has(name)).map(({ name }) => ({
    kind: 'complete',
    table: name,
    ...sweep,
  }));
}

/** A batch that carries nothing but checkpoints. */
export function checkpointBatch(checkpoints: readonly Checkpoint[], wanted: ReadonlySet<string>): Batch {
  const table = MESSAGE_TABLES.find(({ name }) => wanted.has(name)) ?? MESSAGE_TABLES[0];
  return { kind: 'batch', table: table?.name ?? '', records: [], fetched: 0, checkpoints };
}
