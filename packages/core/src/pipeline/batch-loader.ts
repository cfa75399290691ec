import type { Batch } from '../contracts/batch.js';
import type { Checkpoint } from '../contracts/checkpoint.js';
import type { Clock } from '../contracts/dependencies.js';
import type { Writer } from '../contracts/destination.js';
import type { Instant } from '../contracts/instant.js';
import type { CommitReceipt } from '../contracts/receipt.js';
import type { CommitPolicy } from './commit-policy.js';

export interface BatchLoaderOptions {
  readonly writer: Writer;
  readonly clock: Clock;
  readonly policy: CommitPolicy;
  /** Tables to write; of other batches only the checkpoints are kept. */
  readonly tables: ReadonlySet<string>;
  readonly onStaged: (batch: Batch) => void;
  readonly onCommitStarted: () => void;
  readonly onCommitted: (receipt: CommitReceipt) => void;
}

type Settled =
  | { readonly kind: 'item'; readonly result: IteratorResult<Batch> }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'commit_settled' }
  | { readonly kind: 'due_by_age' };

/** Stages batches as they come and commits them by policy; one commit runs while the next batches are staged. */
export class BatchLoader {
  readonly #options: BatchLoaderOptions;
  #checkpoints: Checkpoint[] = [];
  #oldestStagedAt: Instant | undefined;
  #inFlight: Promise<void> | undefined;
  #commitFailure: { readonly error: unknown } | undefined;
  #tellCommitSettled: (() => void) | undefined;
  #commits = 0;

  constructor(options: BatchLoaderOptions) {
    this.#options = options;
  }

  /**
   * Loads all of `batches`. When their source fails, what it yielded before is committed first and then its error thrown.
   * Commits at least once, so that a run without news has its receipt too.
   */
  async load(batches: AsyncIterable<Batch>): Promise<void> {
    const sourceFailure = await this.#stageAll(batches[Symbol.asyncIterator]());
    await this.#inFlight;
    const isFirstOfCompleteRun = sourceFailure === undefined && this.#commits === 0;
    if (this.#oldestStagedAt !== undefined || isFirstOfCompleteRun) await this.#startCommit();
    if (sourceFailure !== undefined) throw sourceFailure.error;
  }

  async #stageAll(batches: AsyncIterator<Batch>): Promise<{ readonly error: unknown } | undefined> {
    let exhausted = false;
    try {
      let next = settle(batches.next());
      for (;;) {
        const settled = await this.#firstOf(next);
        if (settled.kind === 'failed') {
          exhausted = true;
          return settled;
        }
        if (settled.kind === 'due_by_age') void this.#startCommit();
        if (settled.kind !== 'item') continue;
        if (settled.result.done === true) {
          exhausted = true;
          return undefined;
        }
        await this.#stage(settled.result.value);
        next = settle(batches.next());
      }
    } finally {
      if (!exhausted) void batches.return?.().catch(() => undefined);
    }
  }

  /** Whatever happens first: the next item, the end of the running commit, or the moment a commit is due by age. */
  async #firstOf(next: Promise<Settled>): Promise<Settled> {
    if (this.#commitFailure !== undefined) throw this.#commitFailure.error;
    if (this.#inFlight !== undefined) return this.#nextOrCommitSettled(next);
    if (this.#oldestStagedAt === undefined) return next;
    const { clock, policy } = this.#options;
    const timer = new AbortController();
    const due = clock.sleep(Math.max(0, this.#oldestStagedAt + policy.age - clock.now()), timer.signal);
    try {
      return await Promise.race([next, due.then((): Settled => ({ kind: 'due_by_age' }))]);
    } finally {
      due.catch(() => undefined);
      timer.abort();
    }
  }

  /** No race with the commit's own promise: that would keep every batch alive which came while the commit ran. */
  #nextOrCommitSettled(next: Promise<Settled>): Promise<Settled> {
    return new Promise((resolve) => {
      this.#tellCommitSettled = () => {
        resolve({ kind: 'commit_settled' });
      };
      void next.then(resolve);
    });
  }

  async #stage(batch: Batch): Promise<void> {
    const { writer, tables, clock, onStaged } = this.#options;
    if (tables.has(batch.table)) {
      await writer.stage(batch);
      onStaged(batch);
    }
    // Invariant 2: a checkpoint joins the list only after its batch, and all before it, were staged.
    this.#checkpoints.push(...(batch.checkpoints ?? []));
    this.#oldestStagedAt ??= clock.now();
    if (this.#isLargeEnough()) {
      await this.#inFlight;
      void this.#startCommit();
    }
  }

  #isLargeEnough(): boolean {
    const { writer, policy } = this.#options;
    return writer.pending.records >= policy.records || writer.pending.bytes >= policy.bytes;
  }

  #startCommit(): Promise<void> {
    const checkpoints = this.#checkpoints;
    this.#checkpoints = [];
    this.#oldestStagedAt = undefined;
    this.#commits += 1;
    this.#options.onCommitStarted();
    const commit = this.#options.writer.commit(checkpoints).then((receipt) => {
      this.#inFlight = undefined;
      this.#options.onCommitted(receipt);
    });
    this.#inFlight = commit;
    commit
      .catch((error: unknown) => (this.#commitFailure = { error }))
      .finally(() => this.#tellCommitSettled?.());
    return commit;
  }
}

function settle(next: Promise<IteratorResult<Batch>>): Promise<Settled> {
  return next.then(
    (result): Settled => ({ kind: 'item', result }),
    (error: unknown): Settled => ({ kind: 'failed', error }),
  );
}
