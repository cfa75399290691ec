import {
  planIntervals,
  uncoveredIntervals,
  type Coverage,
  type Duration,
  type Instant,
  type PlannedInterval,
} from '@etl/core';
import type { DayFile, DayFiles } from '../layout/day-files.js';

/** Longer than any look-back: what was read so long after it happened is not read again. */
const SETTLED = Number.MAX_SAFE_INTEGER;

export interface ConversationToPlan {
  readonly days: DayFiles;
  readonly coverage: Coverage;
  readonly scope: string;
  readonly lookBack: Duration;
  /** Nothing before is read. */
  readonly from: Instant;
  /** Nothing at or after is read. */
  readonly until: Instant;
  /** From here on the export is whole. */
  readonly wholeFrom: Instant;
  /** Whether this very export was read to its end in this conversation. */
  readonly isDone: boolean;
}

/** What is to be read of a conversation. */
export interface ConversationPlan {
  /** Oldest first; never empty. */
  readonly intervals: readonly PlannedInterval[];
  /** Whether the conversation was read otherwise after the export was made: what that found is newer. */
  readonly isOutdated: boolean;
}

/**
 * Decides what an export can add to what is known of a conversation, by the names of its day files alone. What was read later
 * than the export may have been made is left as it is: no stale row comes back over a newer one.
 *
 * @returns `undefined` when there is nothing to read.
 */
export function planConversation(request: ConversationToPlan): ConversationPlan | undefined {
  const last = request.days.at(-1);
  if (last === undefined) return undefined;
  const { from, scope, lookBack } = request;
  const coverage = request.coverage.filter((interval) => interval.scope === scope);
  if (request.isDone && isKnown(request, coverage, last)) return undefined;
  const to = Math.min(last.latest, request.until);
  const known = coverage.map((interval) =>
    interval.readAt < last.earliest ? interval : { ...interval, lag: SETTLED },
  );
  const intervals = planIntervals(known, { from, to, scope, lookBack });
  if (intervals.length === 0) return undefined;
  return { intervals, isOutdated: coverage.some(({ readAt }) => readAt >= last.latest) };
}

/** Whether what the reading of this export covered is still covered: state can be reset, and options change. */
function isKnown(request: ConversationToPlan, coverage: Coverage, last: DayFile): boolean {
  const { from, until, wholeFrom, scope } = request;
  const range = { from: Math.max(from, wholeFrom), to: Math.min(last.earliest, until), scope };
  return uncoveredIntervals(coverage, range).length === 0;
}
