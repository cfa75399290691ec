import type { Clock, Duration, Instant } from '@etl/core';
import type { HubspotApi } from '../api/hubspot-api.js';
import type { ObjectType } from '../objects/object-type.js';
import type { Harvest } from './harvest.js';

/** How the records of one kind are walked over. */
export interface WalkOptions {
  readonly api: HubspotApi;
  readonly clock: Clock;
  readonly type: ObjectType;
  readonly harvest: Harvest;
  /** A table of the stream, for batches that carry nothing but a checkpoint. */
  readonly table: string;
  /** Goes before the names of the walk's partitions, where a stream has several walks. */
  readonly prefix: string;
  /** Nothing that changed before is read. */
  readonly start: Instant;
  /** How long search may take to notice a change. */
  readonly lookBack: Duration;
  /** How often all records are read. */
  readonly refreshEvery: Duration;
  /** How often the list of archived records is read; absent: never. */
  readonly archivedEvery?: Duration;
}

/** The youngest changes are left to the next run: search has hardly noticed them. */
export const END_DELAY: Duration = 30_000;

/** Longest range of time that is searched at once. */
export const MAX_WINDOW: Duration = 30 * 86_400_000;
