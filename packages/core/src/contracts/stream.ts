import type { StreamItem } from './batch.js';
import type { EstimateRequest, ReadEstimate } from './estimate.js';
import type { SourceEvent } from './events.js';
import type { Duration, Instant } from './instant.js';
import type { StreamState } from './state.js';
import type { Table } from './table.js';

/**
 * One way of reading, filling one or more tables (Gong's walk over calls fills `calls` and `transcripts`).
 *
 * A stream holds no state between reads: everything it needs stands in the request.
 */
export interface Stream {
  readonly name: string;
  readonly description?: string;
  readonly tables: readonly Table[];
  /** How long after its instant a record may still appear or change. Absent: the stream is not read by time. */
  readonly lookBack?: Duration;
  /** What `read` would ask for now. Makes no request. */
  plan(request: PlanRequest): readonly PlannedRead[];
  /**
   * Reads what the committed state does not cover.
   *
   * - The consumer pulls; a stream may read ahead by a few pages, never without bound.
   * - Items are yielded in an order in which each checkpoint's meaning holds. Records may come more than once.
   * - Two reads of one stream never run at the same time; reads of different streams do.
   * - When `signal` aborts, the stream stops fetching and either ends or throws the signal's reason. Neither loses what
   *   was yielded.
   * - Ending without an error means: everything planned has been yielded.
   *
   * @throws ConfigError a permission or option is wrong; @throws DeferredError the quota is used up, come back later;
   * @throws TransientError the vendor kept failing beyond the retries; @throws FatalError anything else.
   */
  read(request: ReadRequest): AsyncIterable<StreamItem>;
  /**
   * What `read` would cost now, never too little: with `mayAsk` at least what an unchanging account then takes, without
   * it a figure that no read stays below.
   *
   * @throws as `read`, when the vendor is asked.
   */
  estimate?(request: EstimateRequest): Promise<ReadEstimate>;
}

/** What a plan depends on. */
export interface PlanRequest {
  /** Committed state. */
  readonly state: StreamState;
  /** When the run began: the newest instant the stream may claim to have covered. */
  readonly startedAt: Instant;
  /** Read nothing before; the default is the source's start date. Narrows the read, not the meaning of state. */
  readonly since?: Instant;
  /** Read nothing at or after. */
  readonly until?: Instant;
  /** Names of the tables wanted; default: all. */
  readonly tables?: ReadonlySet<string>;
}

export interface ReadRequest extends PlanRequest {
  /** A stream saves the requests that only other tables need. */
  readonly tables: ReadonlySet<string>;
  readonly signal: AbortSignal;
  /** Where requests, waits and retries are told. Must not throw. */
  readonly report: (event: SourceEvent) => void;
}

/** A part of the read. */
export interface PlannedRead {
  readonly partition: string;
  /** Why: never read, read too early to be final, or a stream that is always read whole. */
  readonly reason: 'uncovered' | 'unsettled' | 'snapshot';
  readonly from?: Instant;
  readonly to?: Instant;
  /** Of reads by time: the scope under which the interval will be covered. */
  readonly scope?: string;
}
