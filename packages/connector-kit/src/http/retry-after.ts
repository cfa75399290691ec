import type { Duration, Instant } from '@etl/core';

const DAY = 24 * 60 * 60 * 1000;
const SECONDS = /^\d+(?:\.\d+)?$/;
/** The three forms of HTTP dates all begin with a day's name; `Date.parse` alone would take `-5` for a year. */
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /;

/**
 * Reads a `Retry-After` header: seconds or an HTTP date.
 *
 * @returns how long to wait from `now`; `undefined` when absent or unreadable. A date in the past is 0. More than a day
 * counts as one day: asking again tomorrow costs one request, believing nonsense costs the stream.
 */
export function parseRetryAfter(value: string | undefined, now: Instant): Duration | undefined {
  const text = value?.trim() ?? '';
  const wait = SECONDS.test(text) ? Math.ceil(Number(text) * 1000) : untilHttpDate(text, now);
  return wait === undefined ? undefined : Math.min(Math.max(wait, 0), DAY);
}

function untilHttpDate(text: string, now: Instant): Duration | undefined {
  if (!HTTP_DATE.test(text)) return undefined;
  const instant = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(instant) ? undefined : instant - now;
}
