import type { Batch, Clock, CommitReceipt, Session, Stream, StreamState, TableCounts } from '@etl/core';
import { createMemoryDestination } from '../memory-destination/memory-destination.js';
import { tableName } from '../memory-destination/memory-store.js';
import { createDestinationDependencies } from '../tools/destination-dependencies.js';

const SCHEMA = 'replay';
const LOCATION = 'replay';

/** A source's batches, committed to an in-memory destination at each checkpoint. */
export class Replay {
  readonly #memory = createMemoryDestination();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async state(stream: Stream): Promise<StreamState> {
    return (await this.#session()).readState(streamKey(stream));
  }

  /** Commits at every checkpoint; records after the last one are committed too, as a run that ends does. */
  async apply(stream: Stream, batches: readonly Batch[]): Promise<CommitReceipt[]> {
    const session = await this.#session();
    const lease = await session.acquireLease(streamKey(stream), 'replay');
    const writer = await session.openWriter({
      stream: streamKey(stream),
      schema: SCHEMA,
      tables: stream.tables,
      lease,
      runId: 'replay',
      deletionBrake: { share: 1, rows: 0 },
    });
    const receipts: CommitReceipt[] = [];
    for (const batch of batches) {
      await writer.stage(batch);
      if (batch.checkpoints !== undefined) receipts.push(await writer.commit(batch.checkpoints));
    }
    if (writer.pending.records > 0) receipts.push(await writer.commit([]));
    await writer.close();
    await lease.release();
    return receipts;
  }

  /** JSON texts of a table's live records by the JSON text of their key. */
  live(table: string): ReadonlyMap<string, string> {
    const rows = this.#memory.store(LOCATION).tables.get(tableName(SCHEMA, table))?.rows ?? [];
    const live = [...rows].filter(([, row]) => row.deletedAt === undefined);
    return new Map(live.map(([key, row]) => [key, row.text]));
  }

  rejects(): readonly string[] {
    return this.#memory
      .store(LOCATION)
      .rejects.map(({ table, reason, text }) => `${table}: ${reason}: ${text}`);
  }

  #session(): Promise<Session> {
    const dependencies = createDestinationDependencies({ clock: this.#clock });
    return this.#memory.create({ location: LOCATION }, dependencies).connect(new AbortController().signal);
  }
}

function streamKey(stream: Stream) {
  return { source: 'source', stream: stream.name };
}

/** How many rows the commits changed. */
export function changedRows(receipts: readonly CommitReceipt[]): number {
  const changes = ({ inserted, updated, restored, deleted }: TableCounts) =>
    inserted + updated + restored + deleted;
  return receipts.flatMap(({ tables }) => tables).reduce((sum, table) => sum + changes(table), 0);
}
