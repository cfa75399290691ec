import type { EtlError } from '../errors/etl-error.js';
import type { Checkpoint } from './checkpoint.js';
import type { SourceRecord } from './record.js';

/** What a stream yields, in order. */
export type StreamItem = Batch | PartitionFailure;

/** Records and deletions for one table, and what is known once they are stored. */
export interface Batch {
  readonly kind: 'batch';
  /** Name of one of the stream's tables. */
  readonly table: string;
  readonly records: readonly SourceRecord[];
  /** Records the source says are gone. They take effect in order with the records. */
  readonly deletions?: readonly Deletion[];
  /**
   * How many raw items of the response these records came from, counted on the response and not on `records`, so that
   * a record dropped on the way cannot hide: `fetched = records + filtered`, or the run is not proved.
   */
  readonly fetched: number;
  /** Raw items left out on purpose, by reason (e.g. `private_call`). */
  readonly filtered?: Readonly<Record<string, number>>;
  /** Name of the sweep that counts these records' keys as seen; see {@link CompleteCheckpoint}. */
  readonly sweep?: string;
  /** Everything up to and including this batch, in all tables of the stream, has been yielded. In order. */
  readonly checkpoints?: readonly Checkpoint[];
}

/** One deletion and why it is believed. */
export interface Deletion {
  /** Values of the primary key's fields, in the order of `Table.primaryKey`. */
  readonly key: readonly string[];
  /** What shows that the record is gone, e.g. `archived at 2026-03-01T10:00:00Z`. Kept by the destination, with the commit. */
  readonly evidence: string;
  /** Version at which it was deleted, where the table has versions: a newer record wins. */
  readonly version?: string;
}

/**
 * One partition could not be read; the others go on. Its state does not move, and the stream ends `failed` with this
 * error although everything else it yielded is kept.
 */
export interface PartitionFailure {
  readonly kind: 'partition_failure';
  readonly partition: string;
  readonly error: EtlError;
}
