import { setImmediate } from 'node:timers/promises';
import {
  FatalError,
  LeaseLostError,
  type Batch,
  type Checkpoint,
  type Clock,
  type CommitReceipt,
  type Writer,
  type WriterOptions,
} from '@etl/core';
import { applyToStream } from './apply-to-stream.js';
import { streamName, sweepName, tableName, type MemoryStore, type SweepKeys } from './memory-store.js';
import { TableCommit, type CommitContext } from './table-commit.js';

/** Writes one stream into a {@link MemoryStore}. */
export class MemoryWriter implements Writer {
  readonly #store: MemoryStore;
  readonly #options: WriterOptions;
  readonly #clock: Clock;
  #staged: Batch[] = [];

  constructor(store: MemoryStore, options: WriterOptions, clock: Clock) {
    this.#store = store;
    this.#options = options;
    this.#clock = clock;
  }

  get pending(): { readonly records: number; readonly bytes: number } {
    const texts = this.#staged.flatMap((batch) => batch.records.map((record) => record.text));
    return {
      records: texts.length,
      bytes: texts.reduce((bytes, text) => bytes + Buffer.byteLength(text), 0),
    };
  }

  async stage(batch: Batch): Promise<void> {
    if (!this.#options.tables.some((table) => table.name === batch.table)) {
      const known = this.#options.tables.map((table) => table.name).join(', ');
      throw new FatalError({
        code: 'unknown_table',
        message: `Stream ${this.#options.stream.stream} staged a batch of table ${batch.table}; its tables are ${known}.`,
      });
    }
    this.#staged.push(batch);
  }

  async commit(checkpoints: readonly Checkpoint[]): Promise<CommitReceipt> {
    const { bytes } = this.pending;
    const batches = this.#staged;
    this.#staged = [];
    // A real database takes a while, and the next batches are staged meanwhile.
    await setImmediate();
    return this.#transact(batches, checkpoints, bytes);
  }

  async close(): Promise<void> {
    this.#staged = [];
  }

  /** Synchronous, and every change to the store stands after the last line that can throw. */
  #transact(batches: readonly Batch[], checkpoints: readonly Checkpoint[], bytes: number): CommitReceipt {
    const { schema, tables, stream, runId, deletionBrake } = this.#options;
    const commit = this.#store.commits + 1;
    const at = this.#clock.now();
    const context: CommitContext = { stream, runId, commit, at, deletionBrake };
    const commits = new Map(
      tables.map((table) => {
        const rows = this.#store.tables.get(tableName(schema, table.name))?.rows ?? new Map();
        return [table.name, new TableCommit({ table, rows }, context)] as const;
      }),
    );
    const sweeps = this.#merge(commits, batches, checkpoints);
    const receipts = [...commits.values()].map((tableCommit) => tableCommit.receipt());
    const state = checkpoints.reduce(applyToStream, this.#store.states.get(streamName(stream)) ?? new Map());
    this.#requireFence();
    // Invariant 1: rows, state and receipt appear together.
    this.#store.commits = commit;
    this.#store.sweeps = sweeps;
    this.#store.states.set(streamName(stream), state);
    this.#publish(commits);
    return { commit, committedAt: at, tables: receipts, bytes };
  }

  #merge(
    commits: ReadonlyMap<string, TableCommit>,
    batches: readonly Batch[],
    checkpoints: readonly Checkpoint[],
  ): SweepKeys {
    const sweeps = new Map(this.#store.sweeps);
    for (const batch of batches) this.#gather(commits, batch, sweeps);
    for (const tableCommit of commits.values()) tableCommit.merge();
    for (const checkpoint of checkpoints) {
      if (checkpoint.kind !== 'complete') continue;
      const name = sweepName(this.#options.stream, checkpoint);
      commits.get(checkpoint.table)?.sweep(checkpoint, sweeps.get(name) ?? new Set());
      sweeps.delete(name);
    }
    return sweeps;
  }

  #gather(
    commits: ReadonlyMap<string, TableCommit>,
    batch: Batch,
    sweeps: Map<string, ReadonlySet<string>>,
  ): void {
    const keys = commits.get(batch.table)?.gather(batch) ?? [];
    if (batch.sweep === undefined) return;
    const name = sweepName(this.#options.stream, { sweep: batch.sweep, table: batch.table });
    sweeps.set(name, new Set([...(sweeps.get(name) ?? []), ...keys]));
  }

  #publish(commits: ReadonlyMap<string, TableCommit>): void {
    for (const table of this.#options.tables) {
      const tableCommit = commits.get(table.name);
      if (tableCommit === undefined) continue;
      this.#store.rejects.push(...tableCommit.rejects);
      this.#store.tables.set(tableName(this.#options.schema, table.name), { table, rows: tableCommit.rows });
    }
  }

  #requireFence(): void {
    const { stream, lease } = this.#options;
    // Invariant 7: only the youngest lease commits.
    if (this.#store.leases.get(streamName(lease.stream))?.epoch === lease.epoch) return;
    throw new LeaseLostError({
      message: `Stream ${stream.source}/${stream.stream}: the lease of run ${this.#options.runId} was taken over.`,
      remedy: 'Let the other run finish; this one wrote nothing.',
    });
  }
}
