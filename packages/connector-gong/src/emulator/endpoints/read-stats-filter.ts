import { type EmulatorRequest, Refusal } from '@etl/emulator-kit';
import type { GongContext } from '../gong-endpoint.js';
import { type DateRange, readDateRange } from '../paging/date-range.js';
import { readIds } from '../paging/read-filter.js';
import { parseBody, readObject } from '../paging/request-input.js';

/** What statistics are asked for. */
export interface StatsFilter extends DateRange {
  readonly userIds: ReadonlySet<string> | undefined;
}

/** @throws Refusal 400 when a date is missing, cannot be read, or is after today in the company's zone. */
export function readStatsFilter(request: EmulatorRequest, { timeZone }: GongContext): StatsFilter {
  const filter = readObject(parseBody(request), 'filter') ?? {};
  for (const key of ['fromDate', 'toDate']) {
    if ((filter[key] ?? null) === null) throw new Refusal(400, `filter.${key}: must not be null`);
  }
  const range = readDateRange(filter, ['fromDate', 'toDate'], timeZone, request.at);
  return { ...range, userIds: readIds(filter, 'filter.', 'userIds') };
}

/** Whether a date `YYYY-MM-DD` lies within; the end is exclusive. */
export function holdsDate({ from = '', to = '' }: DateRange, date: string): boolean {
  return from <= date && date < to;
}
