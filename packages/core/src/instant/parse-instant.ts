import type { Instant } from '../contracts/instant.js';

const RFC_3339 =
  /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))[Tt ]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d+))?(?:[Zz]|([+-](?:[01]\d|2[0-3]):[0-5]\d))$/;
const SHORTEST_MONTH = 28;

/** The parts of an instant as they were written. */
export interface Timestamp {
  /** `YYYY-MM-DD`, a day that exists. */
  readonly date: string;
  /** `HH:MM:SS`. */
  readonly time: string;
  /** The decimal digits behind the second. */
  readonly fraction: string;
  /** Seconds that the local time is ahead of UTC. */
  readonly offset: number;
}

/**
 * Reads an RFC 3339 text; it must carry an offset or `Z`, and its day must exist. Digits finer than a millisecond are cut
 * off. `undefined` for anything else.
 */
export function parseInstant(text: string): Instant | undefined {
  const timestamp = parseTimestamp(text);
  if (timestamp === undefined) return undefined;
  return wholeSeconds(timestamp) + Number(timestamp.fraction.slice(0, 3).padEnd(3, '0'));
}

/** As {@link parseInstant}, with every digit of the fraction. */
export function parseTimestamp(text: string): Timestamp | undefined {
  const match = RFC_3339.exec(text);
  if (match === null) return undefined;
  const [, date = '', time = '', fraction = '', offset] = match;
  if (!isRealDay(date)) return undefined;
  return { date, time, fraction, offset: offset === undefined ? 0 : offsetSeconds(offset) };
}

/** The instant without its fraction. */
export function wholeSeconds({ date, time, offset }: Timestamp): Instant {
  return Date.parse(`${date}T${time}Z`) - offset * 1000;
}

function isRealDay(date: string): boolean {
  if (Number(date.slice(-2)) <= SHORTEST_MONTH) return true;
  // A day that does not exist is read as one of the next month.
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
}

function offsetSeconds(offset: string): number {
  const seconds = Number(offset.slice(1, 3)) * 3600 + Number(offset.slice(4)) * 60;
  return offset.startsWith('-') ? -seconds : seconds;
}
