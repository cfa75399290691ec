import type { Instant } from '../contracts/instant.js';
import type { Coverage } from '../contracts/state.js';
import type { Interval } from './interval.js';
import { uncoveredIntervals, unsettledIntervals, type SettlingRange } from './plan-intervals.js';

/**
 * A part of a range and what is known of it. `settled`: read late enough to be final. `unsettled`: read, and the source
 * may still change it. `hole`: never read, although something later was. `unread`: what lies behind the newest instant read.
 */
export interface CoveragePart extends Interval {
  readonly status: 'settled' | 'unsettled' | 'hole' | 'unread';
}

/** The whole range in parts, oldest first; neighbours differ in status. */
export function describeCoverage(coverage: Coverage, range: SettlingRange): readonly CoveragePart[] {
  const newest = newestCovered(coverage, range.scope) ?? -Infinity;
  const uncovered = uncoveredIntervals(coverage, range).map((interval): CoveragePart => ({
    ...interval,
    status: interval.from < newest ? 'hole' : 'unread',
  }));
  const unsettled = unsettledIntervals(coverage, range).map((interval): CoveragePart => ({
    ...interval,
    status: 'unsettled',
  }));
  return withSettled(
    [...uncovered, ...unsettled].sort((left, right) => left.from - right.from),
    range,
  );
}

/** The end of what was read in a scope; `undefined` when nothing was. */
export function newestCovered(coverage: Coverage, scope: string): Instant | undefined {
  const ends = coverage.filter((interval) => interval.scope === scope).map(({ to }) => to);
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/** What none of the sorted parts speaks of was read and is final. */
function withSettled(parts: readonly CoveragePart[], { from, to }: Interval): CoveragePart[] {
  const whole: CoveragePart[] = [];
  let end = from;
  for (const part of parts) {
    if (end < part.from) whole.push({ from: end, to: part.from, status: 'settled' });
    whole.push(part);
    end = part.to;
  }
  if (end < to) whole.push({ from: end, to, status: 'settled' });
  return whole;
}
