import {
  uncoveredIntervals,
  unsettledIntervals,
  type Coverage,
  type Duration,
  type Instant,
} from '@etl/core';
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

type Interval = Pick<Window, 'from' | 'to' | 'reason'>;

/**
 * Windows over everything within `[from, to)` that was never read, or read too early to be final; oldest first, without
 * overlap. Neighbours share a window, whatever the reason, so that a frequent run asks as little as it can.
 */
export function planWindows(request: WindowPlanRequest): Window[] {
  return joinNeighbours(findIntervals(request)).flatMap((interval) => cut(interval, request.maxWindow));
}

/** Cuts a window into `parts` of equal length, none shorter than a millisecond. */
export function splitWindow(window: Window, parts: number): Window[] {
  const length = window.to - window.from;
  return cut(window, Math.ceil(length / Math.max(2, Math.min(parts, length))));
}

function findIntervals({ coverage, scope, from, to, lookBack }: WindowPlanRequest): Interval[] {
  if (from >= to) return [];
  const uncovered = uncoveredIntervals(coverage, { from, to, scope });
  const unsettled = unsettledIntervals(coverage, { from, to, scope, lookBack });
  return [
    ...uncovered.map((interval) => ({ ...interval, reason: 'uncovered' as const })),
    ...unsettled.map((interval) => ({ from: interval.from, to: interval.to, reason: 'unsettled' as const })),
  ].sort((left, right) => left.from - right.from);
}

function joinNeighbours(intervals: readonly Interval[]): Interval[] {
  const joined: Interval[] = [];
  for (const interval of intervals) {
    const last = joined.at(-1);
    if (last === undefined || last.to < interval.from) joined.push(interval);
    else joined[joined.length - 1] = join(last, interval);
  }
  return joined;
}

function join(left: Interval, right: Interval): Interval {
  const reason = left.reason === right.reason ? left.reason : 'uncovered';
  return { from: left.from, to: Math.max(left.to, right.to), reason };
}

function cut({ from, to, reason }: Interval, maxLength: Duration): Window[] {
  const length = Math.max(1, Math.floor(maxLength));
  const windows: Window[] = [];
  for (let start = from; start < to; start += length) {
    const end = Math.min(start + length, to);
    windows.push({ from: start, to: end, reason, divisible: end - start > 1 });
  }
  return windows;
}
