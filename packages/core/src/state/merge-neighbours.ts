import type { Duration } from '../contracts/instant.js';
import type { CoverageInterval } from '../contracts/state.js';
import { isSettled, lagOf } from './interval.js';

/** Joins touching intervals of one scope wherever nothing that planning needs is lost. */
export function mergeNeighbours(
  sorted: readonly CoverageInterval[],
  lookBack: Duration,
): readonly CoverageInterval[] {
  const merged: CoverageInterval[] = [];
  for (const interval of sorted) {
    const previous = merged.at(-1);
    const joined = previous && join(previous, interval, lookBack);
    if (joined) merged[merged.length - 1] = joined;
    else merged.push(interval);
  }
  return merged;
}

function join(
  left: CoverageInterval,
  right: CoverageInterval,
  lookBack: Duration,
): CoverageInterval | undefined {
  if (left.to !== right.from) return undefined;
  const { from, scope } = left;
  const { to } = right;
  const readAt = Math.min(left.readAt, right.readAt);
  if (isSettled(left, lookBack) && isSettled(right, lookBack)) {
    const lag = Math.min(lagOf(left), lagOf(right));
    return lag > readAt - to ? { from, to, readAt, lag, scope } : { from, to, readAt, scope };
  }
  const isKnownAlike = left.readAt === right.readAt && left.lag === right.lag;
  return isKnownAlike ? { ...left, to } : undefined;
}
