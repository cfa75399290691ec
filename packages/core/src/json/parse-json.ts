import type { JsonValue, RawNumber } from '../contracts/record.js';
import { survivesAsDouble } from './decimal.js';
import { nativeJson } from './native-json.js';

/**
 * Finds every number that may not survive as a double: 16 characters or more, or an exponent. A number follows the start,
 * a bracket, a colon, a comma or whitespace, so ids in quotes are passed over; the rare false find costs only time.
 */
const MAYBE_LONG_NUMBER = /(?:^|[[:,\s])-?(?:\d[\d.]{15}|\d[\d.]*[eE])/;

/**
 * Parses JSON without losing a digit: a number whose decimal value a double does not hold becomes a {@link RawNumber}.
 * `__proto__` is an ordinary key; of duplicate keys the last one counts.
 *
 * @throws SyntaxError when `text` is not JSON.
 */
export function parseJson(text: string): JsonValue {
  if (!MAYBE_LONG_NUMBER.test(text)) return JSON.parse(text) as JsonValue;
  return nativeJson.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? exactNumber(value, source) : value,
  ) as JsonValue;
}

/** Writes JSON on one line; {@link RawNumber}s keep their digits. */
export function stringifyJson(value: JsonValue): string {
  return JSON.stringify(value);
}

function exactNumber(value: number, source: string): number | RawNumber {
  return survivesAsDouble(source) ? value : nativeJson.rawJSON(source);
}
