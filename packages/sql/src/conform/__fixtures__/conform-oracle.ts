import type { FieldType } from '@etl/core';

/** What a column may hold for a text, worked out without SQL. */
export interface Expectation {
  /** Whether the column's value, as text, is right. */
  readonly accepts: (found: string | null) => boolean;
  /** Whether that value is not what the text says, so that a reason is due. */
  readonly isChanged: boolean | 'when NULL';
}

const SCALE = 9;
const DECIMAL_LIMIT = 10n ** 38n;
const LARGEST_INTEGER = 2n ** 63n - 1n;
const SMALLEST_INTEGER = -(2n ** 63n);
const NOTHING: Expectation = { accepts: (found) => found === null, isChanged: true };

const EXPECT: Readonly<Record<FieldType, (text: string) => Expectation>> = {
  string: exactly,
  json: exactly,
  integer: expectInteger,
  number: expectNumber,
  decimal: expectDecimal,
  boolean: (text) => (text === 'true' || text === 'false' ? exactly(text) : NOTHING),
  date: (text) => (isDate(text) ? exactly(text) : NOTHING),
  timestamp: expectTimestamp,
};

export function expectColumn(type: FieldType, text: string): Expectation {
  return EXPECT[type](text);
}

function exactly(text: string): Expectation {
  return { accepts: (found) => found === text, isChanged: false };
}

function expectInteger(text: string): Expectation {
  const match = /^(-?[0-9]+)(?:\.0+)?$/.exec(text);
  if (match === null) return NOTHING;
  const value = BigInt(match[1] ?? '');
  return value >= SMALLEST_INTEGER && value <= LARGEST_INTEGER ? exactly(value.toString()) : NOTHING;
}

interface Rational {
  /** The value times ten to the power of `places`. */
  readonly scaled: bigint;
  readonly places: number;
}

const NO_NUMBER: Rational = { scaled: 1n, places: 1_000 };

function parseNumber(text: string): Rational | undefined {
  const match = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,3}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  return { scaled: BigInt(`${sign}${whole}${fraction}`), places: fraction.length - Number(exponent) };
}

function equals(left: Rational, right: Rational): boolean {
  const places = Math.max(left.places, right.places);
  return atPlaces(left, places) === atPlaces(right, places);
}

function atPlaces({ scaled, places }: Rational, wanted: number): bigint {
  return scaled * 10n ** BigInt(wanted - places);
}

function expectNumber(text: string): Expectation {
  const value = parseNumber(text);
  const double = Number(text);
  if (value === undefined || !Number.isFinite(double)) return NOTHING;
  const kept = parseNumber(String(double));
  return {
    accepts: (found) => found !== null && Number(found) === double,
    isChanged: kept === undefined || !equals(kept, value),
  };
}

function expectDecimal(text: string): Expectation {
  const value = parseNumber(text);
  if (value === undefined) return NOTHING;
  const factor = 10n ** BigInt(Math.max(0, value.places - SCALE));
  const scaled = value.places > SCALE ? value.scaled / factor : atPlaces(value, SCALE);
  if (scaled >= DECIMAL_LIMIT || scaled <= -DECIMAL_LIMIT) return beyondDecimal(value);
  const isChanged = value.places > SCALE && scaled * factor !== value.scaled;
  return { accepts: (found) => isWithinOne(found, scaled, isChanged), isChanged };
}

/** DuckDB keeps some values of 39 digits that are written with an exponent; then they must be exact. */
function beyondDecimal(value: Rational): Expectation {
  return {
    accepts: (found) => found === null || equals(parseNumber(found) ?? NO_NUMBER, value),
    isChanged: 'when NULL',
  };
}

/** Rounding may go either way in the last place; at the limit it may not fit any more. */
function isWithinOne(found: string | null, scaled: bigint, isChanged: boolean): boolean {
  if (found === null) return isChanged && (scaled === DECIMAL_LIMIT - 1n || scaled === 1n - DECIMAL_LIMIT);
  const stored = parseNumber(found);
  if (stored === undefined) return false;
  const distance = atPlaces(stored, SCALE) - scaled;
  return isChanged ? distance >= -1n && distance <= 1n : distance === 0n;
}

function isDate(text: string): boolean {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (match === null) return false;
  const [, year, month, day] = match.map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year ?? 0, (month ?? 0) - 1, day);
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day && (year ?? 0) > 0;
}

const TIMESTAMP =
  /^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<time>([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])(\.(?<fraction>[0-9]+))?(?<offset>[Zz]|[+-]([01][0-9]|2[0-3]):?[0-5][0-9])$/;

function expectTimestamp(text: string): Expectation {
  const { date = '', time = '', fraction = '', offset = '' } = TIMESTAMP.exec(text)?.groups ?? {};
  if (!isDate(date)) return NOTHING;
  const seconds = secondsOfDate(date) + secondsOfTime(time) - secondsOfOffset(offset);
  const micros = BigInt(seconds) * 1_000_000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'));
  const isChanged = /[1-9]/.test(fraction.slice(6));
  return {
    accepts: (found) => found !== null && isWithin(BigInt(found) - micros, isChanged ? 1n : 0n),
    isChanged,
  };
}

function secondsOfDate(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return new Date(0).setUTCFullYear(year, month - 1, day) / 1000;
}

function secondsOfTime(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

function secondsOfOffset(offset: string): number {
  if (offset.length === 1) return 0;
  const seconds = Number(offset.slice(1, 3)) * 3600 + Number(offset.slice(-2)) * 60;
  return offset.startsWith('-') ? -seconds : seconds;
}

function isWithin(distance: bigint, tolerance: bigint): boolean {
  return distance >= -tolerance && distance <= tolerance;
}
