import type { Duration, Instant } from './instant.js';
import type { JsonValue } from './record.js';

/**
 * A half-open interval that was read. Every instant `x` in it was last read at or after `max(readAt, x + lag)`.
 */
export interface CoverageInterval {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  readonly readAt: Instant;
  /** Kept when settled neighbours of different `readAt` are merged; absent means `readAt - to`. */
  readonly lag?: Duration;
  readonly scope: string;
}

/** Sorted by scope and `from`; intervals of one scope do not overlap. */
export type Coverage = readonly CoverageInterval[];

/** What is known about one partition of a stream. */
export interface PartitionState {
  readonly coverage: Coverage;
  /** Absent: start anew. */
  readonly resume?: JsonValue;
  /** When each named sweep last completed. */
  readonly completed?: Readonly<Record<string, Instant>>;
}

/** State of one stream by partition. A partition never seen has no entry. */
export type StreamState = ReadonlyMap<string, PartitionState>;
