import type {
  Batch,
  Clock,
  CompleteCheckpoint,
  EstimateRequest,
  ReadEstimate,
  ReadRequest,
  Stream,
  Table,
} from '@etl/core';
import { closeWith } from './close-with.js';
import { estimateCounted, estimateLeast, type ReadCost } from './read-cost.js';

/** How a list is read that the vendor can only give whole. */
export interface SnapshotStreamOptions {
  readonly name: string;
  readonly description?: string;
  readonly tables: readonly Table[];
  /** The table whose rows are gone when the list no longer holds them. */
  readonly table: string;
  /** What the state is kept for. Default: `''`, a stream without parts. */
  readonly partition?: string;
  readonly clock: Clock;
  /** Reads the list to its end. Ending early without an error would delete what was not yielded. */
  readonly readAll: (request: ReadRequest) => AsyncIterable<Batch>;
  /** What the list costs, for `etl plan`: without asking, one request. Default: nothing is known. */
  readonly cost?: ReadCost<[]>;
}

/**
 * A stream that every run reads whole. Its batches belong to a sweep named like the stream, and the last one completes
 * it (Invariant 8: only a complete sweep lets rows be deleted that were not seen).
 */
export function snapshotStream(options: SnapshotStreamOptions): Stream {
  const { name, description, tables, cost, partition = '' } = options;
  return {
    name,
    ...(description === undefined ? {} : { description }),
    tables,
    plan: () => [{ partition, reason: 'snapshot' }],
    read: (request) => readSnapshot(options, request),
    ...(cost === undefined ? {} : { estimate: (request) => estimateSnapshot(cost, request) }),
  };
}

async function estimateSnapshot(
  { quota, count }: ReadCost<[]>,
  request: EstimateRequest,
): Promise<ReadEstimate> {
  return request.mayAsk ? estimateCounted(quota, [await count(request)]) : estimateLeast(quota, 1);
}

async function* readSnapshot(options: SnapshotStreamOptions, request: ReadRequest): AsyncGenerator<Batch> {
  const { name, table, partition = '', clock } = options;
  const complete: CompleteCheckpoint = {
    kind: 'complete',
    partition,
    sweep: name,
    table,
    within: [],
    readAt: clock.now(),
  };
  const empty: Batch = { kind: 'batch', table, records: [], fetched: 0, sweep: name };
  yield* closeWith(readSwept(options, request), complete, empty);
}

async function* readSwept(
  { name, table, readAll }: SnapshotStreamOptions,
  request: ReadRequest,
): AsyncGenerator<Batch> {
  for await (const batch of readAll(request)) {
    yield batch.table === table ? { ...batch, sweep: name } : batch;
  }
}
