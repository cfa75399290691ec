import type { Duration, Instant } from '../contracts/instant.js';
import type { Coverage, CoverageInterval } from '../contracts/state.js';
import { gapsBetween } from './cover.js';
import { settledUntil, type Interval } from './interval.js';

/** What a reader wants to know: the half-open range `[from, to)`, read with the options that `scope` is the hash of. */
export interface CoverageRange extends Interval {
  readonly scope: string;
}

export interface SettlingRange extends CoverageRange {
  /** How long after an instant the source may still change what happened at it. */
  readonly lookBack: Duration;
}

/** An interval that must be read, and why. */
export interface PlannedInterval extends Interval {
  readonly reason: 'uncovered' | 'unsettled';
}

/** What was never read in this scope, oldest first. */
export function uncoveredIntervals(coverage: Coverage, range: CoverageRange): readonly Interval[] {
  return gapsBetween(ofScope(coverage, range.scope), range);
}

/**
 * What was read, but too early to be final, oldest first; touching intervals are joined. An instant is settled once it was
 * read at least `lookBack` after it, so an interval that was read long before its end is settled in its older part:
 * only what lies after `readAt - lookBack` is planned again.
 */
export function unsettledIntervals(coverage: Coverage, range: SettlingRange): readonly Interval[] {
  const unsettled: Interval[] = [];
  for (const interval of ofScope(coverage, range.scope)) {
    const from = Math.max(range.from, settledUntil(interval, range.lookBack));
    const to = Math.min(range.to, interval.to);
    if (from < to) append(unsettled, { from, to });
  }
  return unsettled;
}

/** Everything that must be read, oldest first: uncovered and unsettled intervals, which never overlap. */
export function planIntervals(coverage: Coverage, range: SettlingRange): readonly PlannedInterval[] {
  const uncovered = uncoveredIntervals(coverage, range).map(
    (interval) => ({ ...interval, reason: 'uncovered' }) as const,
  );
  const unsettled = unsettledIntervals(coverage, range).map(
    (interval) => ({ ...interval, reason: 'unsettled' }) as const,
  );
  return [...uncovered, ...unsettled].sort((left, right) => left.from - right.from);
}

/** Gaps between the first and the last instant covered in a scope: what a backfill or repair would mend. */
export function coverageHoles(coverage: Coverage, scope: string): readonly Interval[] {
  const intervals = ofScope(coverage, scope);
  const from: Instant | undefined = intervals[0]?.from;
  const to: Instant | undefined = intervals.at(-1)?.to;
  return from === undefined || to === undefined ? [] : gapsBetween(intervals, { from, to });
}

function ofScope(coverage: Coverage, scope: string): readonly CoverageInterval[] {
  return coverage.filter((interval) => interval.scope === scope);
}

function append(intervals: Interval[], next: Interval): void {
  const last = intervals.at(-1);
  if (last?.to === next.from) intervals[intervals.length - 1] = { from: last.from, to: next.to };
  else intervals.push(next);
}
