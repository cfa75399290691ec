import { planIntervals, type Coverage, type Duration, type Instant, type PlannedInterval } from '@etl/core';
import type { Window } from './window.js';

/** What is to be read of `[from, to)`, and what is known about it. */
export interface WindowPlanRequest {
  readonly coverage: Coverage;
  readonly scope: string;
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  readonly lookBack: Duration;
  /** Longest window. */
  readonly maxWindow: Duration;
  /** Leaves alone what was read too early to be final but lies at or after this. Default: nothing is left alone. */
  readonly settleBefore?: Instant;
  /** The finest time that the vendor's filter tells apart; no window is cut finer. Default: 1 ms. */
  readonly resolution?: Duration;
}

/**
 * Windows over everything within `[from, to)` that was never read, or read too early to be final; oldest first, without
 * overlap. Neighbours share a window, whatever the reason, so that a frequent run asks as little as it can.
 */
export function planWindows(request: WindowPlanRequest): Window[] {
  const { coverage, maxWindow, resolution = 1, settleBefore = Infinity } = request;
  const intervals = planIntervals(coverage, request).flatMap((interval) => clip(interval, settleBefore));
  return joinNeighbours(intervals).flatMap((interval) => cut(interval, maxWindow, resolution));
}

function clip(interval: PlannedInterval, settleBefore: Instant): PlannedInterval[] {
  if (interval.reason === 'uncovered' || interval.to <= settleBefore) return [interval];
  return interval.from < settleBefore ? [{ ...interval, to: settleBefore }] : [];
}

/** Cuts a window into about `parts` parts of equal length, at least two, none finer than the resolution. */
export function splitWindow(window: Window, parts: number, resolution: Duration): Window[] {
  const length = window.to - window.from;
  return cut(window, Math.ceil(length / Math.max(2, Math.min(parts, length))), resolution);
}

function joinNeighbours(intervals: readonly PlannedInterval[]): PlannedInterval[] {
  const joined: PlannedInterval[] = [];
  for (const interval of intervals) {
    const last = joined.at(-1);
    if (last === undefined || last.to < interval.from) joined.push(interval);
    else joined[joined.length - 1] = join(last, interval);
  }
  return joined;
}

function join(left: PlannedInterval, right: PlannedInterval): PlannedInterval {
  const reason = left.reason === right.reason ? left.reason : 'uncovered';
  return { from: left.from, to: Math.max(left.to, right.to), reason };
}

/** Cuts stand on whole units of the resolution: a vendor that rounds would otherwise read one unit in two windows. */
function cut({ from, to, reason }: PlannedInterval, maxLength: Duration, resolution: Duration): Window[] {
  const length = Math.max(1, Math.floor(maxLength / resolution)) * resolution;
  const windows: Window[] = [];
  for (let start = from; start < to;) {
    const end = Math.min(Math.floor((start + length) / resolution) * resolution, to);
    windows.push({ from: start, to: end, reason, divisible: end - start > resolution });
    start = end;
  }
  return windows;
}
