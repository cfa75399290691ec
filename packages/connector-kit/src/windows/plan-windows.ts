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
}

/**
 * Windows over everything within `[from, to)` that was never read, or read too early to be final; oldest first, without
 * overlap. Neighbours share a window, whatever the reason, so that a frequent run asks as little as it can.
 */
export function planWindows(request: WindowPlanRequest): Window[] {
  return joinNeighbours(planIntervals(request.coverage, request)).flatMap((interval) =>
    cut(interval, request.maxWindow),
  );
}

/** Cuts a window into `parts` of equal length, none shorter than a millisecond. */
export function splitWindow(window: Window, parts: number): Window[] {
  const length = window.to - window.from;
  return cut(window, Math.ceil(length / Math.max(2, Math.min(parts, length))));
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

function cut({ from, to, reason }: PlannedInterval, maxLength: Duration): Window[] {
  const length = Math.max(1, Math.floor(maxLength));
  const windows: Window[] = [];
  for (let start = from; start < to; start += length) {
    const end = Math.min(start + length, to);
    windows.push({ from: start, to: end, reason, divisible: end - start > 1 });
  }
  return windows;
}
