import type { Duration, Instant } from '@etl/core';

/** What decides which part of a list is read that Gong dates by day. */
export interface DatedOptions {
  /** Nothing is read before. */
  readonly start: Instant;
  readonly lookBack: Duration;
  readonly maxWindow: Duration;
  /** The company's, if it is known. */
  readonly timeZone: string | undefined;
}
