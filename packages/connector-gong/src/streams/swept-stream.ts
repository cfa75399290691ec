import type { Batch, Checkpoint, Clock, ReadRequest, Stream, StreamItem, Table } from '@etl/core';

/** How lists are read that hang on another list: the calls of each folder, the flows of each user. */
export interface SweptStreamOptions {
  readonly name: string;
  readonly description: string;
  readonly tables: readonly Table[];
  readonly clock: Clock;
  /** Reads all that the wanted tables hold. A part that cannot be read is yielded as a failure, never left out. */
  readonly readAll: (request: ReadRequest) => AsyncIterable<StreamItem>;
}

/** A stream that every run reads whole, into one or more tables; what is gone is marked deleted. */
export function sweptStream(options: SweptStreamOptions): Stream {
  const { name, description, tables } = options;
  return {
    name,
    description,
    tables,
    plan: () => [{ partition: '', reason: 'snapshot' }],
    read: (request) => readSwept(options, request),
  };
}

async function* readSwept(
  { tables, clock, readAll }: SweptStreamOptions,
  request: ReadRequest,
): AsyncGenerator<StreamItem> {
  const readAt = clock.now();
  let isWhole = true;
  for await (const item of readAll(request)) {
    isWhole &&= item.kind === 'batch';
    yield item.kind === 'batch' ? { ...item, sweep: item.table } : item;
  }
  const wanted = tables.filter(({ name }) => request.tables.has(name));
  // Invariant 8: a part that could not be read is no proof that its rows are gone, so nothing is deleted.
  if (isWhole) yield buildLastBatch(wanted, readAt);
}

function buildLastBatch(tables: readonly Table[], readAt: number): Batch {
  const checkpoints = tables.map(({ name }): Checkpoint => ({
    ...{ kind: 'complete', partition: '', table: name, sweep: name, within: [], readAt },
  }));
  const table = tables[0]?.name ?? '';
  return { kind: 'batch', table, records: [], fetched: 0, sweep: table, checkpoints };
}
