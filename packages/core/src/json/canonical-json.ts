import type { JsonObject, JsonValue } from '../contracts/record.js';
import { normaliseDecimal } from './decimal.js';
import { isJsonArray, isRawNumber } from './json-kinds.js';

/**
 * The same text for the same JSON value: keys in order, numbers by decimal value, strings by code point; `null` and
 * missing differ. For comparing and hashing, not for storing: numbers are written in a form of their own.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'number') return normaliseDecimal(String(value));
  if (isRawNumber(value)) return normaliseDecimal(value.rawJSON);
  if (isJsonArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) return canonicalObject(value);
  return JSON.stringify(value);
}

/** Whether two values are the same JSON value: key order does not count, every digit and code point does. */
export function jsonEquals(left: JsonValue, right: JsonValue): boolean {
  return canonicalJson(left) === canonicalJson(right);
}

function canonicalObject(value: JsonObject): string {
  const members = Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
