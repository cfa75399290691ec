import type { CallContext } from '@etl/connector-kit';
import type { Batch } from '@etl/core';
import type { FoundRecords } from './found-records.js';
import type { ListOptions } from './list-page.js';

/** What a walk over the records of one kind makes of them. */
export interface Harvest {
  /** What the list of all records is asked for. */
  readonly list: ListOptions;
  /** What search is asked for; empty: ids alone. */
  readonly searchProperties: readonly string[];
  /** How many records are handed over at a time, at least. */
  readonly size: number;
  /** What becomes of the records found. What is thrown ends the walk. */
  readonly gather: (context: CallContext, found: readonly FoundRecords[]) => Promise<readonly Harvested[]>;
  /** Sweeps that a walk over all records completes; none where rows outlive what they tell of. */
  readonly sweeps: readonly Sweep[];
  /** What all records are read again for when it has something new: names of properties, of associated objects. */
  readonly wants: readonly string[];
}

/** A batch, and the sweep that has seen its records when it was read in a walk over all. */
export interface Harvested {
  readonly batch: Batch;
  readonly sweep?: string;
}

/** A set of rows that are gone when the walk over all records has not seen them. */
export interface Sweep {
  /** As batches name it. */
  readonly name: string;
  readonly table: string;
  readonly within: readonly { readonly column: string; readonly equals: string }[];
}
