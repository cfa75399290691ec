import { type Duration, formatInstant, type Instant, planIntervals, type PlanRequest } from '@etl/core';

/** What decides which months are read. */
export interface MonthPlan {
  readonly scope: string;
  /** Nothing is read before. */
  readonly start: Instant;
  readonly lookBack: Duration;
}

/** A month to be asked for, and the part of it that is then covered. */
export interface MonthRange {
  /** `YYYY-MM`, in UTC. */
  readonly month: string;
  /** What is asked for: from the month's first instant to its end, or as far as it has come. */
  readonly begin: Instant;
  readonly end: Instant;
  /** What has to be read of it. */
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: 'uncovered' | 'unsettled';
}

/** The last minutes are left to the next run: Gong may still be writing them. */
const END_DELAY = 5 * 60_000;
const MONTH_LENGTH = 'YYYY-MM'.length;

/** Every month that was not read, or read too early to be final, oldest first. */
export function planMonths(plan: MonthPlan, request: PlanRequest, partition: string): readonly MonthRange[] {
  const newest = request.startedAt - END_DELAY;
  const intervals = planIntervals(request.state.get(partition)?.coverage ?? [], {
    scope: plan.scope,
    lookBack: plan.lookBack,
    from: request.since ?? plan.start,
    to: Math.min(request.until ?? newest, newest),
  });
  const months = new Map<string, MonthRange>();
  for (const interval of intervals) {
    for (const range of cutMonths(interval, newest)) {
      const known = months.get(range.month);
      months.set(range.month, known === undefined ? range : join(known, range));
    }
  }
  return [...months.values()];
}

function* cutMonths(
  { from, to, reason }: Pick<MonthRange, 'from' | 'to' | 'reason'>,
  newest: Instant,
): Generator<MonthRange> {
  for (let at = from; at < to;) {
    const month = formatInstant(at).slice(0, MONTH_LENGTH);
    const begin = Date.parse(`${month}-01`);
    const next = startOfNext(begin);
    const end = Math.min(next, newest);
    yield { month, begin, end, from: at, to: Math.min(next, to), reason };
    at = next;
  }
}

function startOfNext(begin: Instant): Instant {
  const date = new Date(begin);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

/** A month is read whole, so what lies between two parts of it is read too. */
function join(left: MonthRange, right: MonthRange): MonthRange {
  const reason = left.reason === right.reason ? left.reason : 'uncovered';
  return { ...left, from: Math.min(left.from, right.from), to: Math.max(left.to, right.to), reason };
}
