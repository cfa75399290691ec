import type { Window } from '@etl/connector-kit';
import type { Instant } from '@etl/core';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Where every day ends last. A date that has begun there has begun everywhere. */
export const LAST_ZONE = 'Etc/GMT+12';

/**
 * After this long an instant's day is over, and can be asked for, in whatever zone the company is: a day ends 26 hours
 * earlier in the first zone than in the last, and is over there for up to 24 hours before the next one is.
 */
export const DAY_IS_OVER = 50 * HOUR;

/** Dates of the company, as Gong's filters take them: `to` is exclusive. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

/**
 * Dates that hold every instant of the window in any time zone, and those up to the newest that Gong takes when the
 * window ends as late as `DAY_IS_OVER` lets it. Wider than the window
 * on purpose: daylight saving and a company that moves change nothing, and a record read twice costs nothing.
 */
export function datesAround(
  { from, to }: Pick<Window, 'from' | 'to'>,
  now: Instant,
  timeZone: string | undefined,
): DateRange {
  const today = dateIn(timeZone ?? LAST_ZONE, now);
  const last = dateIn('UTC', to + DAY_IS_OVER + DAY);
  return { from: dateIn('UTC', from - DAY), to: last < today ? last : today };
}

/** `YYYY-MM-DD` of an instant in a zone. */
export function dateIn(timeZone: string, instant: Instant): string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.year ?? ''}-${parts.month ?? ''}-${parts.day ?? ''}`;
}
