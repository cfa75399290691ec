import type { Instant } from './instant.js';
import type { JsonValue } from './record.js';

/**
 * A change to the state of one partition. It means: **everything up to here has been yielded.**
 *
 * It is a delta, never the whole state, so a thousand partitions do not rewrite each other. Its values can be resumed
 * from tomorrow: an instant, an id, a file offset; never a vendor's page cursor, which expires. Never yield one inside a
 * tie: a window is covered only when all records of its last instant were yielded.
 */
export type Checkpoint = CoveredCheckpoint | ResumeCheckpoint | CompleteCheckpoint;

interface CheckpointOfPartition {
  /** What the state is kept for: a Slack channel, a Gong workspace, or `''` for a stream that has no parts. */
  readonly partition: string;
}

/** The half-open interval `[from, to)` was read whole at `readAt`. */
export interface CoveredCheckpoint extends CheckpointOfPartition {
  readonly kind: 'covered';
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  /** When the reading of the interval began. */
  readonly readAt: Instant;
  /** Hash of every option that changes what the source returns; another scope starts uncovered. */
  readonly scope: string;
  /** The look-back in force: settled neighbours are merged by it, so that state stays small. */
  readonly lookBack: number;
}

/** Where the walk of this partition goes on after an interruption; `null` forgets it. */
export interface ResumeCheckpoint extends CheckpointOfPartition {
  readonly kind: 'resume';
  readonly value: JsonValue;
}

/**
 * A sweep saw every record that exists within `within`, so rows there which it did not see are gone. Only this permits
 * inferred deletions: against the persisted set of keys seen since the sweep began, and never above the destination's
 * deletion threshold. Forgets the partition's resume value.
 */
export interface CompleteCheckpoint extends CheckpointOfPartition {
  readonly kind: 'complete';
  /** The name that the sweep's batches carry. Its seen keys survive an interruption and are dropped here. */
  readonly sweep: string;
  readonly table: string;
  /** Rows outside are untouched. Empty: the whole table. */
  readonly within: readonly SweepCondition[];
  readonly readAt: Instant;
}

/** A condition on a `string` column. Bounds compare as text; `to` is exclusive. */
export type SweepCondition =
  | { readonly column: string; readonly equals: string }
  | { readonly column: string; readonly from: string; readonly to: string };
