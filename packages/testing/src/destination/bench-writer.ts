import type { Batch, Checkpoint, CommitReceipt, TableReceipt, Writer, WriterOptions } from '@etl/core';
import { requireEqual, requireThat } from '../check/conformance-check.js';
import { accountedDeletions, accountedRecords, emptyTally } from '../memory-destination/tally.js';
import type { DestinationBench } from './destination-bench.js';
import { isLive } from './stored-row.js';

interface StagedCounts {
  fetched: number;
  filtered: number;
  deletions: number;
}

interface TableSize {
  readonly rows: number;
  readonly live: number;
  readonly rejects: number;
}

/** A writer that compares every receipt with what was staged and with the rows it speaks of (Invariant 4). */
export class BenchWriter {
  readonly options: WriterOptions;
  readonly inner: Writer;
  readonly #bench: DestinationBench;
  #staged = new Map<string, StagedCounts>();
  #closed = false;

  constructor(bench: DestinationBench, options: WriterOptions, inner: Writer) {
    this.#bench = bench;
    this.options = options;
    this.inner = inner;
  }

  async stage(...batches: readonly Batch[]): Promise<void> {
    for (const batch of batches) {
      await this.inner.stage(batch);
      const counts = this.#staged.get(batch.table) ?? { fetched: 0, filtered: 0, deletions: 0 };
      counts.fetched += batch.fetched;
      counts.filtered += Object.values(batch.filtered ?? {}).reduce((sum, count) => sum + count, 0);
      counts.deletions += batch.deletions?.length ?? 0;
      this.#staged.set(batch.table, counts);
    }
  }

  /** Commits and holds the receipt against the tables. */
  async commit(...checkpoints: readonly Checkpoint[]): Promise<CommitReceipt> {
    const staged = this.#staged;
    this.#staged = new Map();
    const before = await this.#sizes();
    const receipt = await this.inner.commit(checkpoints);
    const after = await this.#sizes();
    const sweeps = checkpoints.some((checkpoint) => checkpoint.kind === 'complete');
    for (const { name } of this.options.tables) {
      const table = receipt.tables.find((candidate) => candidate.table === name);
      const counts = staged.get(name) ?? { fetched: 0, filtered: 0, deletions: 0 };
      requireThat(
        table !== undefined || !staged.has(name),
        () => `The receipt says nothing about table ${name}.`,
      );
      if (table !== undefined) requireLawful(table, counts, sweeps, sizesOf(name, before, after));
    }
    return receipt;
  }

  /** Stages and commits in one go. */
  async deliver(...batches: readonly Batch[]): Promise<CommitReceipt> {
    await this.stage(...batches);
    return this.commit();
  }

  /** Closes the writer, once, and gives the lease back. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.inner.close();
    await this.options.lease.release();
  }

  async #sizes(): Promise<Map<string, TableSize>> {
    const rejects = await this.#bench.rejects();
    const sizes = new Map<string, TableSize>();
    for (const { name } of this.options.tables) {
      const rows = await this.#bench.rows(name);
      const rejected = rejects.filter((reject) => reject.table === name).length;
      sizes.set(name, { rows: rows.length, live: rows.filter(isLive).length, rejects: rejected });
    }
    return sizes;
  }
}

const NO_ROWS: TableSize = { rows: 0, live: 0, rejects: 0 };

function sizesOf(
  name: string,
  before: ReadonlyMap<string, TableSize>,
  after: ReadonlyMap<string, TableSize>,
): readonly [TableSize, TableSize] {
  return [before.get(name) ?? NO_ROWS, after.get(name) ?? NO_ROWS];
}

function requireLawful(
  receipt: TableReceipt,
  staged: StagedCounts,
  sweeps: boolean,
  [before, after]: readonly [TableSize, TableSize],
): void {
  const counts = { ...emptyTally(), ...receipt };
  const say = (what: string) => `Receipt of table ${receipt.table}, ${what}`;
  requireEqual(counts.fetched, staged.fetched, say('fetched against what was staged'));
  requireEqual(counts.filtered, staged.filtered, say('filtered against what was staged'));
  requireEqual(accountedRecords(counts), counts.fetched, say('sum of what became of the records'));
  requireEqual(accountedDeletions(counts), counts.deletions, say('sum of what became of the deletions'));
  requireThat(sweeps ? counts.deletions >= staged.deletions : counts.deletions === staged.deletions, () =>
    say(`deletions: ${staged.deletions} were told, the receipt has ${counts.deletions}.`),
  );
  requireEqual(receipt.rows, after.rows, say('rows against the table'));
  requireEqual(receipt.liveRows, after.live, say('live rows against the table'));
  requireEqual(after.rows, before.rows + counts.inserted, say('rows before and inserted'));
  const live = before.live + counts.inserted + counts.restored - counts.deleted;
  requireEqual(after.live, live, say('live rows before, inserted, restored and deleted'));
  // The same text rejected again may be kept once.
  const newRejects = after.rejects - before.rejects;
  requireThat(newRejects <= counts.rejected && after.rejects >= Math.min(1, counts.rejected), () =>
    say(`rejected: ${counts.rejected} are told, ${newRejects} dead letters came in.`),
  );
}
