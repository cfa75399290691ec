import type { Batch, StreamItem } from '../contracts/batch.js';
import type { Clock } from '../contracts/dependencies.js';
import type { Writer } from '../contracts/destination.js';
import type { Instant } from '../contracts/instant.js';
import type { CommitReceipt } from '../contracts/receipt.js';
import type { SourceEvent } from '../contracts/events.js';
import type { StreamState } from '../contracts/state.js';
import type { ReadRequest, Stream } from '../contracts/stream.js';
import type { Table } from '../contracts/table.js';
import type { RecordTransformer } from '../contracts/transformer.js';
import { FatalError } from '../errors/errors.js';
import type { EtlError } from '../errors/etl-error.js';
import { applyTransformers } from './apply-transformers.js';
import { BasePipeline } from './base-pipeline.js';
import { BatchLoader } from './batch-loader.js';
import type { CommitPolicy } from './commit-policy.js';
import { untilAborted } from '../until-aborted.js';

export interface StreamPipelineOptions {
  readonly stream: Stream;
  /** The selected tables of the stream. */
  readonly tables: readonly Table[];
  readonly state: StreamState;
  readonly writer: Writer;
  readonly transformers: readonly RecordTransformer[];
  readonly policy: CommitPolicy;
  readonly clock: Clock;
  readonly startedAt: Instant;
  readonly since?: Instant;
  readonly until?: Instant;
  /** Stop after the batch in which this many records were read. */
  readonly limit?: number;
  /** Aborts fetching; what was read until then is committed. */
  readonly signal: AbortSignal;
  readonly listener: StreamListener;
}

/** What a stream's run tells while it goes on. */
export interface StreamListener {
  readonly onSourceEvent: (event: SourceEvent) => void;
  readonly onStaged: (batch: Batch) => void;
  readonly onCommitStarted: () => void;
  readonly onCommitted: (receipt: CommitReceipt) => void;
  readonly onPartitionFailed: (partition: string, error: EtlError) => void;
}

/** One stream's sync, from the source's pages to committed rows. */
export class StreamPipeline extends BasePipeline<StreamItem, Batch, void> {
  readonly #options: StreamPipelineOptions;
  readonly #tables: ReadonlySet<string>;

  constructor(options: StreamPipelineOptions) {
    super();
    this.#options = options;
    this.#tables = new Set(options.tables.map((table) => table.name));
  }

  /**
   * Reads and loads until the stream ends.
   *
   * @throws what stopped it; everything read before is committed, unless the commit itself is what failed.
   */
  async run(): Promise<void> {
    await this.flow();
  }

  protected async *extract(): AsyncGenerator<StreamItem> {
    const { stream, signal, limit = Infinity } = this.#options;
    const items = stream.read(this.#buildRequest())[Symbol.asyncIterator]();
    let records = 0;
    try {
      while (records < limit) {
        const next = await untilAborted(items.next(), signal);
        if (next.done === true) return;
        if (next.value.kind === 'batch') records += next.value.records.length;
        yield next.value;
      }
      this.#tellLimit(records);
    } finally {
      void items.return?.().catch(() => undefined);
    }
  }

  /** What was not read stays uncovered, so nothing is lost by it; but a stream that ends `proved` is not whole then. */
  #tellLimit(records: number): void {
    const message = `Reading stopped at the limit, after ${records} records; the next run goes on with what is not covered.`;
    this.#options.listener.onSourceEvent({ type: 'warning', code: 'limit_reached', message });
  }

  protected async *transform(items: AsyncIterable<StreamItem>): AsyncGenerator<Batch> {
    for await (const item of items) {
      if (item.kind === 'partition_failure')
        this.#options.listener.onPartitionFailed(item.partition, item.error);
      else yield await this.#applyTransformers(item);
    }
  }

  protected async load(batches: AsyncIterable<Batch>): Promise<void> {
    const { writer, clock, policy, listener } = this.#options;
    await new BatchLoader({ ...listener, writer, clock, policy, tables: this.#tables }).load(batches);
  }

  async #applyTransformers(batch: Batch): Promise<Batch> {
    const table = this.#findTable(batch.table);
    if (!this.#tables.has(table.name)) return batch;
    return applyTransformers(batch, table, this.#options.transformers);
  }

  /** With all its fields: a record holds them whether they are selected or not. */
  #findTable(name: string): Table {
    const { stream } = this.#options;
    const found = stream.tables.find((table) => table.name === name);
    if (found !== undefined) return found;
    throw new FatalError({
      code: 'unknown_table',
      message: `Stream ${stream.name} yielded a batch for table "${name}", which it does not declare.`,
    });
  }

  #buildRequest(): ReadRequest {
    const { state, startedAt, since, until, signal, listener } = this.#options;
    return {
      state,
      startedAt,
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
      tables: this.#tables,
      signal,
      report: listener.onSourceEvent,
    };
  }
}
