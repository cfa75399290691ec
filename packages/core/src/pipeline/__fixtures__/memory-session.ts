import type { Batch } from '../../contracts/batch.js';
import type { Checkpoint } from '../../contracts/checkpoint.js';
import type { Lease, Session, StreamKey, Writer, WriterOptions } from '../../contracts/destination.js';
import type { CommitReceipt, StreamReceipt, TableReceipt } from '../../contracts/receipt.js';
import type { PartitionState } from '../../contracts/state.js';
import { LeaseHeldError, UnprovenError } from '../../errors/errors.js';
import { describeImbalance } from '../../receipt-balance.js';

/** One finished commit, for assertions. */
export interface Committed {
  readonly records: readonly string[];
  readonly checkpoints: readonly Checkpoint[];
}

/** A session whose tables are arrays of texts: every record is an insert, state is the last resume value. */
export class MemorySession implements Session {
  readonly commits: Committed[] = [];
  readonly outcomes: StreamReceipt[] = [];
  readonly state = new Map<string, PartitionState>();
  readonly heldBy = new Map<string, string>();
  readonly released: string[] = [];
  readonly resets: string[] = [];
  closedWriters = 0;
  /** Replaces the next commits' work; throw to fail them. */
  beforeCommit: () => Promise<void> = () => Promise.resolve();
  renewals = 0;
  renewal: () => Promise<void> = () => Promise.resolve();
  recordFailure: Error | undefined;

  readState(): Promise<ReadonlyMap<string, PartitionState>> {
    return Promise.resolve(new Map(this.state));
  }

  acquireLease(stream: StreamKey, runId: string): Promise<Lease> {
    const holder = this.heldBy.get(stream.stream);
    if (holder !== undefined) {
      return Promise.reject(new LeaseHeldError({ message: `Run ${holder} is reading ${stream.stream}.` }));
    }
    this.heldBy.set(stream.stream, runId);
    return Promise.resolve({
      stream,
      epoch: 1,
      renewEvery: 30_000,
      renew: () => {
        this.renewals += 1;
        return this.renewal();
      },
      release: () => {
        this.heldBy.delete(stream.stream);
        this.released.push(stream.stream);
        return Promise.resolve();
      },
    });
  }

  openWriter(options: WriterOptions): Promise<Writer> {
    return Promise.resolve(new MemoryWriter(this, options));
  }

  resetState(_stream: StreamKey, partition: string): Promise<void> {
    this.resets.push(partition);
    this.state.delete(partition);
    return Promise.resolve();
  }

  query(): Promise<readonly never[]> {
    return Promise.resolve([]);
  }

  transaction(): Promise<never> {
    return Promise.reject(new Error('There is no SQL here.'));
  }

  recordOutcome(receipt: StreamReceipt): Promise<void> {
    if (this.recordFailure !== undefined) return Promise.reject(this.recordFailure);
    this.outcomes.push(receipt);
    return Promise.resolve();
  }

  readOutcomes(): Promise<readonly StreamReceipt[]> {
    return Promise.resolve(this.outcomes);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

class MemoryWriter implements Writer {
  #staged: Batch[] = [];

  constructor(
    readonly session: MemorySession,
    readonly options: WriterOptions,
  ) {}

  get pending(): { readonly records: number; readonly bytes: number } {
    const texts = this.#staged.flatMap((batch) => batch.records.map((record) => record.text));
    return { records: texts.length, bytes: texts.join('').length };
  }

  stage(batch: Batch): Promise<void> {
    this.#staged.push(batch);
    return Promise.resolve();
  }

  async commit(checkpoints: readonly Checkpoint[]): Promise<CommitReceipt> {
    const batches = this.#staged;
    this.#staged = [];
    await this.session.beforeCommit();
    const tables = this.options.tables.map(({ name }) => receiptOf(name, batches));
    for (const table of tables) {
      const imbalance = describeImbalance(table.table, table);
      if (imbalance !== undefined) throw new UnprovenError({ message: imbalance });
    }
    const records = batches.flatMap((batch) => batch.records.map((record) => record.text));
    this.session.commits.push({ records, checkpoints });
    for (const checkpoint of checkpoints) {
      if (checkpoint.kind === 'resume') {
        this.session.state.set(checkpoint.partition, { coverage: [], resume: checkpoint.value });
      }
    }
    return { commit: this.session.commits.length, committedAt: 0, tables, bytes: records.join('').length };
  }

  close(): Promise<void> {
    this.session.closedWriters += 1;
    return Promise.resolve();
  }
}

function receiptOf(table: string, all: readonly Batch[]): TableReceipt {
  const batches = all.filter((batch) => batch.table === table);
  const sum = (count: (batch: Batch) => number): number =>
    batches.reduce((total, batch) => total + count(batch), 0);
  return {
    table,
    fetched: sum((batch) => batch.fetched),
    filtered: sum((batch) => Object.values(batch.filtered ?? {}).reduce((total, count) => total + count, 0)),
    rejected: 0,
    superseded: 0,
    inserted: sum((batch) => batch.records.length),
    updated: 0,
    restored: 0,
    unchanged: 0,
    deletions: sum((batch) => batch.deletions?.length ?? 0),
    deleted: 0,
    alreadyDeleted: 0,
    unknown: 0,
    braked: sum((batch) => batch.deletions?.length ?? 0),
    liveRows: 0,
    rows: 0,
  };
}
