import type { Instant } from '../contracts/instant.js';

const RFC_3339 =
  /^(\d{4}-\d{2}-\d{2})[Tt ]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d+))?(?:[Zz]|([+-](?:[01]\d|2[0-3]):[0-5]\d))$/;

/** An instant finer than a millisecond. */
export interface Timestamp {
  /** Whole seconds since 1970-01-01T00:00:00Z, rounded down. */
  readonly seconds: number;
  /** The decimal digits behind the point as they were written. */
  readonly fraction: string;
}

/**
 * Reads an RFC 3339 text; it must carry an offset or `Z`, and its day must exist. Digits finer than a millisecond are cut
 * off. `undefined` for anything else.
 */
export function parseInstant(text: string): Instant | undefined {
  const timestamp = parseTimestamp(text);
  if (timestamp === undefined) return undefined;
  return timestamp.seconds * 1000 + Number(timestamp.fraction.slice(0, 3).padEnd(3, '0'));
}

/** As {@link parseInstant}, with every digit of the fraction. */
export function parseTimestamp(text: string): Timestamp | undefined {
  const match = RFC_3339.exec(text);
  if (match === null) return undefined;
  const [, date = '', time = '', fraction = '', offset = '+00:00'] = match;
  const local = Date.parse(`${date}T${time}Z`);
  // A day that does not exist is read as one of the next month.
  if (Number.isNaN(local) || !new Date(local).toISOString().startsWith(date)) return undefined;
  return { seconds: local / 1000 - offsetSeconds(offset), fraction };
}

function offsetSeconds(offset: string): number {
  const seconds = Number(offset.slice(1, 3)) * 3600 + Number(offset.slice(4)) * 60;
  return offset.startsWith('-') ? -seconds : seconds;
}
