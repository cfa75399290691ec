import type { Batch, Checkpoint, Clock, ReadRequest, Stream, Table } from '@etl/core';
import { isolateFailures } from './isolate-failures.js';

/** A part of a list that one request or walk gives whole. */
export interface SnapshotPart {
  readonly name: string;
  /** Reads the part to its end; batches of tables that are not wanted are left out. */
  readonly read: (request: ReadRequest) => AsyncIterable<Batch>;
}

export interface PartedSnapshotOptions {
  readonly name: string;
  readonly description: string;
  readonly tables: readonly Table[];
  /** Column, of each table, that tells which part a row belongs to. */
  readonly partColumn: string;
  readonly parts: readonly SnapshotPart[];
  readonly clock: Clock;
}

/** Lists that every run reads whole, part by part: rows of a part that it no longer holds are marked deleted. */
export function createPartedSnapshot(options: PartedSnapshotOptions): Stream {
  const { name, description, tables, parts } = options;
  return {
    name,
    description,
    tables,
    plan: () => parts.map((part) => ({ partition: part.name, reason: 'snapshot' })),
    read: (request) =>
      isolateFailures(
        request,
        parts.map((part) => ({ name: part.name, read: () => readPart(options, part, request) })),
      ),
  };
}

async function* readPart(
  { tables, partColumn, clock }: PartedSnapshotOptions,
  { name, read }: SnapshotPart,
  request: ReadRequest,
): AsyncGenerator<Batch> {
  request.signal.throwIfAborted();
  const readAt = clock.now();
  const wanted = tables.filter((table) => request.tables.has(table.name));
  for await (const batch of read(request)) {
    if (request.tables.has(batch.table)) yield { ...batch, sweep: `${batch.table}/${name}` };
  }
  // Invariant 8: only a part that was read to its end lets its rows be deleted.
  for (const table of wanted) {
    const complete: Checkpoint = {
      kind: 'complete',
      partition: name,
      sweep: `${table.name}/${name}`,
      table: table.name,
      within: [{ column: partColumn, equals: name }],
      readAt,
    };
    yield { kind: 'batch', table: table.name, records: [], fetched: 0, checkpoints: [complete] };
  }
}
