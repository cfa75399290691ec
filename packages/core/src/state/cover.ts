import type { CoveredCheckpoint } from '../contracts/checkpoint.js';
import type { Instant } from '../contracts/instant.js';
import type { Coverage, CoverageInterval } from '../contracts/state.js';
import { clip, type Interval } from './interval.js';
import { mergeNeighbours } from './merge-neighbours.js';

/**
 * Lays a new reading over what is known of its scope. Where an instant was read later than the checkpoint says, the later
 * reading stays; other scopes are left as they are.
 */
export function cover(coverage: Coverage, checkpoint: CoveredCheckpoint): Coverage {
  const { from, to, readAt, scope, lookBack } = checkpoint;
  const others = coverage.filter((interval) => interval.scope !== scope);
  if (from >= to) return coverage;
  const known = coverage.filter((interval) => interval.scope === scope);
  const kept = known.flatMap((interval) => keepBeside(interval, checkpoint));
  const fresh = gapsBetween(kept, { from, to }).map((gap) => ({ ...gap, readAt, scope }));
  return [...others, ...mergeNeighbours([...kept, ...fresh].sort(byStart), lookBack)].sort(byScopeAndStart);
}

/** What remains of an interval: all outside the new reading, and inside what was read later. */
function keepBeside(interval: CoverageInterval, checkpoint: CoveredCheckpoint): CoverageInterval[] {
  return [
    ...clip(interval, -Infinity, checkpoint.from),
    ...clip(interval, Math.max(checkpoint.from, laterFrom(interval, checkpoint.readAt)), checkpoint.to),
    ...clip(interval, checkpoint.to, Infinity),
  ];
}

/** From here on, the interval is known to have been read at `readAt` or later. */
function laterFrom(interval: CoverageInterval, readAt: Instant): Instant {
  if (interval.readAt > readAt) return -Infinity;
  return interval.lag === undefined ? Infinity : readAt - interval.lag;
}

/** The parts of `range` that none of the sorted intervals covers. */
export function gapsBetween(intervals: readonly Interval[], range: Interval): Interval[] {
  const gaps: Interval[] = [];
  let from = range.from;
  for (const interval of intervals) {
    if (interval.from >= range.to) break;
    if (interval.from > from) gaps.push({ from, to: interval.from });
    from = Math.max(from, interval.to);
  }
  if (from < range.to) gaps.push({ from, to: range.to });
  return gaps;
}

function byStart(left: Interval, right: Interval): number {
  return left.from - right.from;
}

function byScopeAndStart(left: CoverageInterval, right: CoverageInterval): number {
  if (left.scope !== right.scope) return left.scope < right.scope ? -1 : 1;
  return byStart(left, right);
}
