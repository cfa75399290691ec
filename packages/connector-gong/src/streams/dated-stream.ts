import { type Window, windowedStream } from '@etl/connector-kit';
import type { Batch, Clock, Duration, Instant, PlanRequest, ReadRequest, Stream, Table } from '@etl/core';
import { DAY, dateIn, type DateRange, HOUR, LAST_ZONE } from './company-days.js';
import type { DatedOptions } from './dated-options.js';
import { restartExpired } from './restart-expired.js';

/** How figures are read that Gong gives by dates of the company. */
export interface DatedStreamOptions {
  readonly table: Table;
  readonly description: string;
  /** `scopeHash` of what changes the figures. */
  readonly scope: string;
  readonly clock: Clock;
  readonly dated: DatedOptions;
  /** Most dates asked for at once, as a length of time. */
  readonly maxWindow: Duration;
  readonly readDates: (dates: DateRange, request: ReadRequest) => AsyncIterable<Batch>;
}

/** A day of the company ends up to this long after the one of the same name in UTC. */
const ENDS_LATER = 12 * HOUR;

/**
 * A stream over dates. State speaks of dates and not of instants: a date stands for its day in UTC, wherever the company is,
 * so that it is covered whole or not at all. It is asked for once it is over in the company's zone (in every zone, when the
 * zone is unknown), and again until `look_back` after that.
 */
export function datedStream(options: DatedStreamOptions): Stream {
  const { table, description, dated, readDates } = options;
  const stream = windowedStream({
    name: table.name,
    description,
    tables: [table],
    scope: options.scope,
    start: Math.floor(dated.start / DAY) * DAY,
    lookBack: dated.lookBack + ENDS_LATER,
    endDelay: 0,
    maxWindow: options.maxWindow,
    resolution: DAY,
    concurrency: 3,
    clock: options.clock,
    readWindow: (window, request) =>
      restartExpired(`the ${table.name.replaceAll('_', ' ')}`, () => readDates(datesOf(window), request)),
  });
  const untilOver = <Request extends PlanRequest>(request: Request): Request => ({
    ...request,
    until: endOfDates(request, dated.timeZone),
  });
  return {
    ...stream,
    plan: (request) => stream.plan(untilOver(request)),
    read: (request) => stream.read(untilOver(request)),
  };
}

/** The midnight in UTC that stands for the end of the last date that is over. */
function endOfDates({ startedAt, until = startedAt }: PlanRequest, timeZone = LAST_ZONE): Instant {
  const today = Date.parse(dateIn(timeZone, startedAt));
  return Math.min(today, Math.floor(Math.min(until, startedAt) / DAY) * DAY);
}

function datesOf({ from, to }: Pick<Window, 'from' | 'to'>): DateRange {
  return { from: dateIn('UTC', from), to: dateIn('UTC', to + DAY - 1) };
}
