import type { Duration } from '@etl/core';

/** How often and how long a failing request is tried. */
export interface RetryPolicy {
  /** All attempts, the first included. Default: 6. */
  readonly attempts: number;
  /** Upper bound of the first delay; it doubles with each attempt. Default: 500 ms. */
  readonly base: Duration;
  /** Upper bound of any delay the vendor did not ask for. Default: 60 s. */
  readonly cap: Duration;
  /** The vendor may ask for this much; beyond it the stream is deferred. Default: 15 minutes. */
  readonly maxRetryAfter: Duration;
}

export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  attempts: 6,
  base: 500,
  cap: 60_000,
  maxRetryAfter: 15 * 60_000,
};

/**
 * Time before the next attempt: full jitter in `[0, min(cap, base · 2^(failures − 1))]`, but never less than the vendor
 * asked for.
 */
export function retryDelay(
  policy: RetryPolicy,
  failures: number,
  random: () => number,
  retryAfter?: Duration,
): Duration {
  const ceiling = Math.min(policy.cap, policy.base * 2 ** (failures - 1));
  return Math.max(Math.floor(random() * ceiling), retryAfter ?? 0);
}
