import type { Duration } from './instant.js';
import type { ReadRequest } from './stream.js';

/** Requests that count against one quota. */
export interface QuotaUse {
  /** The quota's account, as `quota_wait` events name it. */
  readonly quota: string;
  readonly count: number;
}

/** What a read is estimated for. */
export interface EstimateRequest extends ReadRequest {
  /** Whether the vendor may be asked. If not, no request is made, and the estimate is the least the read can cost. */
  readonly mayAsk: boolean;
}

/** What a read would cost. */
export interface ReadEstimate {
  readonly requests: readonly QuotaUse[];
  /** Of all tables together, as far as the vendor tells. Absent when it was not asked. */
  readonly records?: number;
  /** While nothing changes at the vendor, the read makes exactly these requests. */
  readonly isExact: boolean;
}

/** What a number of requests takes under one quota. */
export interface QuotaForecast extends QuotaUse {
  /** Requests per second. */
  readonly perSecond: number;
  /** Requests per UTC day; absent where there is no such limit. */
  readonly perDay?: number;
  /** Of `perDay`, what today has left as far as this machine knows. */
  readonly leftToday?: number;
  /**
   * From now until the turn of the last request, nights spent waiting for the next day's budget included. Answers
   * slower than the pace come on top.
   */
  readonly duration: Duration;
}
