import type { JsonObject, JsonValue, RawNumber } from '../contracts/record.js';
import { nativeJson } from './native-json.js';

/** Whether `value` is a number kept as its own digits, and not an object that happens to look like one. */
export function isRawNumber(value: unknown): value is RawNumber {
  return nativeJson.isRawJSON(value);
}

export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Whether `value` is a JSON object: no list, no null, no {@link RawNumber}. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isJsonArray(value) && !isRawNumber(value);
}
