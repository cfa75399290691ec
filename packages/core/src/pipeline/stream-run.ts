import type { Batch } from '../contracts/batch.js';
import type { Clock } from '../contracts/dependencies.js';
import type {
  DeletionBrake,
  DestinationCapabilities,
  Lease,
  Session,
  StreamKey,
  Writer,
} from '../contracts/destination.js';
import type { Instant } from '../contracts/instant.js';
import type { CommitReceipt, StreamReceipt } from '../contracts/receipt.js';
import type { StreamState } from '../contracts/state.js';
import type { Stream } from '../contracts/stream.js';
import type { Table } from '../contracts/table.js';
import type { RecordTransformer } from '../contracts/transformer.js';
import type { EtlError } from '../errors/etl-error.js';
import type { BackfillRange } from '../state/backfill-state.js';
import { backfillMode } from './backfill.js';
import { commitPolicyFor } from './commit-policy.js';
import { keepLease } from './keep-lease.js';
import { INCREMENT, type ReadingMode } from './reading-mode.js';
import type { EmitStreamEvent } from './run-events.js';
import { decideOutcome, problemOf } from './stream-outcome.js';
import { StreamPipeline, type StreamListener } from './stream-pipeline.js';
import { sumReceipts } from './sum-receipts.js';

export interface StreamRunOptions {
  readonly source: string;
  readonly schema: string;
  readonly stream: Stream;
  readonly tables: readonly Table[];
  readonly session: Session;
  readonly capabilities: DestinationCapabilities;
  readonly transformers: readonly RecordTransformer[];
  readonly deletionBrake: DeletionBrake;
  readonly acceptedMissingScopes: readonly string[] | 'all';
  readonly runId: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly range: { readonly since?: Instant; readonly until?: Instant; readonly limit?: number };
  /** Reads this range again instead of what the state does not cover. */
  readonly backfill?: BackfillRange;
  readonly emit: EmitStreamEvent;
}

/** Runs one stream under its lease and says how it ended. Never throws for the stream's own failures. */
export class StreamRun {
  readonly #options: StreamRunOptions;
  readonly #key: StreamKey;
  readonly #startedAt: Instant;
  readonly #mode: ReadingMode;
  readonly #commits: CommitReceipt[] = [];
  readonly #leaseLost = new AbortController();
  #requests = 0;
  #partitionFailure: EtlError | undefined;

  constructor(options: StreamRunOptions) {
    this.#options = options;
    this.#key = { source: options.source, stream: options.stream.name };
    this.#startedAt = options.clock.now();
    this.#mode = options.backfill === undefined ? INCREMENT : backfillMode(options.backfill);
  }

  async run(): Promise<StreamReceipt> {
    this.#options.emit({ type: 'stream_started' });
    let thrown: { readonly error: unknown } | undefined;
    try {
      await this.#underLease();
    } catch (error) {
      thrown = { error };
    }
    if (thrown === undefined && this.#partitionFailure !== undefined)
      thrown = { error: this.#partitionFailure };
    return this.#buildReceipt(thrown);
  }

  async #underLease(): Promise<void> {
    const { session, runId, clock } = this.#options;
    const lease = await session.acquireLease(this.#mode.leaseOf(this.#key), runId);
    const finished = new AbortController();
    const keeping = keepLease(lease, clock, finished.signal, (error) => {
      this.#leaseLost.abort(error);
    });
    try {
      await this.#withWriter(lease);
    } finally {
      finished.abort();
      await keeping;
      await lease.release();
    }
  }

  async #withWriter(lease: Lease): Promise<void> {
    const { session, schema, tables, runId, deletionBrake } = this.#options;
    const writer = await session.openWriter({
      stream: this.#key,
      schema,
      tables,
      lease,
      runId,
      deletionBrake,
    });
    try {
      await this.#sync(this.#mode.wrap(writer));
    } finally {
      await writer.close();
    }
  }

  async #sync(writer: Writer): Promise<void> {
    const { session, capabilities, signal } = this.#options;
    const state = this.#mode.view(await session.readState(this.#key));
    const range = this.#mode.range ?? this.#options.range;
    this.#tellPlan(state, range);
    await new StreamPipeline({
      ...this.#options,
      ...range,
      state,
      writer,
      policy: commitPolicyFor(capabilities.preferredCommitRecords),
      startedAt: this.#startedAt,
      signal: AbortSignal.any([signal, this.#leaseLost.signal]),
      listener: this.#buildListener(),
    }).run();
    if (this.#partitionFailure === undefined) await this.#mode.finish(session, this.#key);
  }

  #tellPlan(state: StreamState, range: StreamRunOptions['range']): void {
    const { stream, tables, emit } = this.#options;
    const wanted = new Set(tables.map((table) => table.name));
    const reads = stream.plan({ state, startedAt: this.#startedAt, tables: wanted, ...range });
    emit({ type: 'stream_planned', reads });
  }

  #buildListener(): StreamListener {
    const { emit } = this.#options;
    return {
      onSourceEvent: (event) => {
        if (event.type === 'request') this.#requests += 1;
        emit({ type: 'source_event', event });
      },
      onStaged: (batch) => {
        emit(describeStaged(batch));
      },
      onCommitStarted: () => {
        emit({ type: 'commit_started' });
      },
      onCommitted: (receipt) => {
        this.#commits.push(receipt);
        emit({ type: 'committed', receipt });
      },
      onPartitionFailed: (partition, error) => {
        this.#partitionFailure ??= error;
        emit({ type: 'partition_failed', partition, ...problemOf(error) });
      },
    };
  }

  #buildReceipt(thrown: { readonly error: unknown } | undefined): StreamReceipt {
    const { runId, clock, signal, acceptedMissingScopes } = this.#options;
    const tables = sumReceipts(this.#commits);
    const braked = tables.reduce((sum, table) => sum + table.braked, 0);
    const interrupted = thrown !== undefined && signal.aborted && thrown.error === signal.reason;
    return {
      ...this.#key,
      runId,
      ...decideOutcome(thrown, { interrupted, acceptedMissingScopes, braked }),
      startedAt: this.#startedAt,
      endedAt: clock.now(),
      commits: this.#commits.length,
      requests: this.#requests,
      tables,
      ...this.#mode.mark,
    };
  }
}

function describeStaged({ table, records, deletions = [], checkpoints = [] }: Batch) {
  const covered = checkpoints
    .filter((checkpoint) => checkpoint.kind === 'covered')
    .reduce((total, { from, to }) => total + to - from, 0);
  return {
    type: 'batch_staged',
    table,
    records: records.length,
    deletions: deletions.length,
    covered,
  } as const;
}
