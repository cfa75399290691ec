import type { Batch, PartitionFailure, StreamItem } from '../contracts/batch.js';
import type { SourceRecord } from '../contracts/record.js';
import type { ReadRequest } from '../contracts/stream.js';
import { untilAborted } from '../until-aborted.js';
import { applyTransformers } from './apply-transformers.js';
import type { PlannedStream } from './plan-run.js';

export interface FirstRecordsOptions extends Pick<
  ReadRequest,
  'startedAt' | 'since' | 'until' | 'signal' | 'report'
> {
  /** Records of each table. */
  readonly limit: number;
}

/** What was read of each table, and the partitions that could not be read. */
export interface FirstRecords {
  readonly tables: ReadonlyMap<string, readonly SourceRecord[]>;
  readonly failures: readonly PartitionFailure[];
}

/**
 * The first records of a stream that has never been read, as record transformers leave them. When one table has enough,
 * each other one is waited for by one more batch: a table may be empty for the whole account. Then nothing more is asked.
 *
 * @throws as `Stream.read`.
 */
export async function readFirstRecords(
  planned: PlannedStream,
  options: FirstRecordsOptions,
): Promise<FirstRecords> {
  const { stream, tables } = planned;
  const enough = new AbortController();
  const signal = AbortSignal.any([options.signal, enough.signal]);
  const names = new Set(tables.map(({ name }) => name));
  const items = stream.read({ ...options, state: new Map(), tables: names, signal })[Symbol.asyncIterator]();
  const found = new FoundRecords(planned, options.limit);
  try {
    while (!found.isEnough) {
      const next = await untilAborted(items.next(), signal);
      if (next.done === true) break;
      await found.add(next.value);
    }
    return found;
  } finally {
    enough.abort(new Error('Enough records were read.'));
    void items.return?.().catch(() => undefined);
  }
}

class FoundRecords implements FirstRecords {
  readonly tables: ReadonlyMap<string, SourceRecord[]>;
  readonly failures: PartitionFailure[] = [];
  readonly #planned: PlannedStream;
  readonly #limit: number;
  /** Batches still to come once a table has enough. */
  #more: number;

  constructor(planned: PlannedStream, limit: number) {
    this.#planned = planned;
    this.#limit = limit;
    this.tables = new Map(planned.tables.map(({ name }) => [name, []]));
    this.#more = planned.tables.length;
  }

  get isEnough(): boolean {
    return this.#more === 0 || [...this.tables.values()].every((records) => records.length >= this.#limit);
  }

  async add(item: StreamItem): Promise<void> {
    if (item.kind === 'partition_failure') this.failures.push(item);
    else await this.#addBatch(item);
    const someHaveEnough = [...this.tables.values()].some((records) => records.length >= this.#limit);
    if (someHaveEnough) this.#more -= 1;
  }

  async #addBatch(batch: Batch): Promise<void> {
    // With all its fields: a record holds them whether they are selected or not.
    const table = this.#planned.stream.tables.find(({ name }) => name === batch.table);
    const records = this.tables.get(batch.table);
    if (table === undefined || records === undefined) return;
    const changed = await applyTransformers(batch, table, this.#planned.source.transformers);
    records.push(...changed.records.slice(0, this.#limit - records.length));
  }
}
