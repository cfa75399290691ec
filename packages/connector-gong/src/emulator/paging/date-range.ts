import { Refusal } from '@etl/emulator-kit';
import { formatInstant } from '../generate/format-instant.js';
import type { InputObject } from './request-input.js';

/** Dates `YYYY-MM-DD`, `to` exclusive; an absent end does not narrow. */
export interface DateRange {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/**
 * @param now milliseconds since the epoch.
 * @throws Refusal 400 when a date cannot be read, `from` is after `to`, or `to` is after today in the zone. Equal ends
 * are taken, and hold nothing.
 */
export function readDateRange(
  filter: InputObject,
  [fromKey, toKey]: readonly [string, string],
  timeZone: string,
  now: number,
): DateRange {
  const from = readDate(filter, fromKey);
  const to = readDate(filter, toKey);
  const today = dateOf(now, timeZone);
  if (to !== undefined && to > today) throw new Refusal(400, `filter.${toKey}: must not be after ${today}`);
  if (from !== undefined && to !== undefined && from > to) {
    throw new Refusal(400, `filter.${fromKey}: must be before ${toKey}`);
  }
  return { from, to };
}

/** Whether an RFC 3339 instant lies on one of the dates, in the zone. */
export function isOnDates(instant: string | undefined, { from, to }: DateRange, timeZone: string): boolean {
  if (from === undefined && to === undefined) return true;
  const date = dateOf(Date.parse(instant ?? ''), timeZone);
  return (from === undefined || date >= from) && (to === undefined || date < to);
}

/** The date at an instant in the zone. */
export function dateOf(instant: number, timeZone: string): string {
  return formatInstant(instant, timeZone).slice(0, 10);
}

function readDate(filter: InputObject, key: string): string | undefined {
  const value = filter[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  throw new Refusal(400, `filter.${key}: must be a date, YYYY-MM-DD`);
}
