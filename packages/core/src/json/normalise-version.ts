import type { Field } from '../contracts/table.js';
import { formatInstant } from '../instant/format-instant.js';
import { parseTimestamp, wholeSeconds, type Timestamp } from '../instant/parse-instant.js';

const FRACTION_DIGITS = 9;
const ISO_LENGTH = '2026-03-01T10:00:00.000Z'.length;
/** Enough for a 64-bit integer. */
const INTEGER_DIGITS = 19;
const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 63n - 1n;

/** From the year 1653 to 5138: years of four digits, whatever the digits are. */
const EPOCH_MILLISECONDS = /^(\d{1,14}|-\d{1,13})(?:\.0+)?$/;

/** A version as text whose order is the versions' order, or `undefined` when `text` is none of the field's type. */
export function normaliseVersion(
  text: string,
  { type, epochMilliseconds }: Pick<Field, 'type' | 'epochMilliseconds'>,
): string | undefined {
  if (type === 'integer') return normaliseInteger(text);
  return normaliseTimestamp((epochMilliseconds === true ? spellEpoch(text) : undefined) ?? text);
}

/** Milliseconds since the epoch as RFC 3339; `undefined` when the text is something else. */
function spellEpoch(text: string): string | undefined {
  const [, digits] = EPOCH_MILLISECONDS.exec(text) ?? [];
  return digits === undefined ? undefined : formatInstant(Number(digits));
}

function normaliseTimestamp(text: string): string | undefined {
  const timestamp = parseTimestamp(text);
  if (timestamp === undefined) return undefined;
  const seconds = utcSeconds(timestamp);
  return (
    seconds && `${seconds}.${timestamp.fraction.slice(0, FRACTION_DIGITS).padEnd(FRACTION_DIGITS, '0')}Z`
  );
}

/** `YYYY-MM-DDTHH:MM:SS`, or `undefined` where the offset leads out of the years that have four digits. */
function utcSeconds(timestamp: Timestamp): string | undefined {
  if (timestamp.offset === 0) return `${timestamp.date}T${timestamp.time}`;
  const iso = new Date(wholeSeconds(timestamp)).toISOString();
  return iso.length === ISO_LENGTH ? iso.slice(0, -'.000Z'.length) : undefined;
}

/** `n` and the distance from the smallest integer for negative numbers, `p` and the digits for the others. */
function normaliseInteger(text: string): string | undefined {
  if (!/^-?\d{1,40}$/.test(text)) return undefined;
  const value = BigInt(text);
  if (value < SMALLEST || value > LARGEST) return undefined;
  const [prefix, distance] = value < 0n ? ['n', value - SMALLEST] : ['p', value];
  return `${prefix}${distance.toString().padStart(INTEGER_DIGITS, '0')}`;
}
