import type { CoverageInterval } from '../contracts/state.js';
import type { Duration, Instant } from '../contracts/instant.js';

/** Half-open: `to` is not in it. */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant;
}

/** The least time that lay between an instant of the interval and its last reading. May be negative. */
export function lagOf(interval: CoverageInterval): Duration {
  return Math.max(interval.lag ?? -Infinity, interval.readAt - interval.to);
}

/** Whether nothing in the interval can have been read too early to be final. */
export function isSettled(interval: CoverageInterval, lookBack: Duration): boolean {
  return lagOf(interval) >= lookBack;
}

/** The first instant of the interval that was read too early to be final; `to` when there is none. */
export function settledUntil(interval: CoverageInterval, lookBack: Duration): Instant {
  if (isSettled(interval, lookBack)) return interval.to;
  return Math.max(interval.from, Math.min(interval.to, interval.readAt - lookBack));
}

/** The interval's part within `[from, to)`, or nothing. What was known of an instant stays known. */
export function clip(interval: CoverageInterval, from: Instant, to: Instant): readonly CoverageInterval[] {
  const clipped = { ...interval, from: Math.max(interval.from, from), to: Math.min(interval.to, to) };
  return clipped.from < clipped.to ? [clipped] : [];
}
