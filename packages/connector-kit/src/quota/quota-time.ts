import type { Duration, Instant } from '@etl/core';
import { nextDay } from './day-budget.js';

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

/** Requests, and the limits they keep to. */
export interface QuotaTimeOptions {
  readonly count: number;
  readonly perSecond: number;
  /** Per UTC day. */
  readonly perDay?: number;
  /** Of `perDay`, what the day of `start` has left. */
  readonly leftToday?: number;
  readonly start: Instant;
}

/**
 * From `start` until the turn of the last request, without unused turns from before: turns at an even pace, and where a
 * day's budget ends before the day, on with the next one.
 */
export function quotaTime(options: QuotaTimeOptions): Duration {
  const { count, perSecond, perDay = Infinity, leftToday = perDay, start } = options;
  const interval = SECOND / perSecond;
  const untilMidnight = nextDay(start) - start;
  const today = Math.min(leftToday, turnsWithin(untilMidnight, interval));
  if (count <= today) return lastTurn(count, interval);
  const left = count - today;
  // Where the pace alone is the limit, a turn that is due shortly after midnight waits till then.
  const resumed = Math.max(untilMidnight, turnAt(today, interval));
  if (left <= perDay || perDay > turnsWithin(DAY, interval)) return resumed + lastTurn(left, interval);
  const fullDays = Math.floor((left - 1) / perDay);
  return untilMidnight + fullDays * DAY + lastTurn(left - fullDays * perDay, interval);
}

/** How many turns begin before `duration` is over. */
function turnsWithin(duration: Duration, interval: number): number {
  return Math.floor((duration - 1) / interval) + 1;
}

function lastTurn(count: number, interval: number): Duration {
  return turnAt(Math.max(0, count - 1), interval);
}

/** When the turn of that number begins, counted from 0. */
function turnAt(turn: number, interval: number): Duration {
  return Math.ceil(turn * interval);
}
