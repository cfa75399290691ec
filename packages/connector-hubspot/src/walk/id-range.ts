import type { JsonObject, JsonValue } from '@etl/core';
import { isJsonArray, isJsonObject } from '@etl/core/json';
import { higherId } from './record-id.js';

/** Ids above `after` up to and including `upTo`; without it all above. */
export interface IdRange extends JsonObject {
  readonly after: string;
  readonly upTo: string | null;
}

export const ALL_IDS: IdRange = { after: '0', upTo: null };

/** The range in two halves of equal width, or only itself when there is nothing to divide below `highest`. */
export function halve(range: IdRange, highest: string): readonly IdRange[] {
  const low = BigInt(range.after);
  const high = BigInt(range.upTo ?? higherId(highest, range.after));
  const middle = String((low + high) / 2n);
  if (high - low < 2n) return [range];
  return [
    { after: range.after, upTo: middle },
    { after: middle, upTo: range.upTo },
  ];
}

export function widthOf({ after, upTo }: IdRange, highest: string): bigint {
  return BigInt(upTo ?? higherId(highest, after)) - BigInt(after);
}

/** Reads ranges from state; `undefined` when they are none. */
export function readRanges(value: JsonValue | undefined): readonly IdRange[] | undefined {
  if (!isJsonArray(value) || !value.every(isRange)) return undefined;
  return value;
}

function isRange(value: JsonValue): value is IdRange {
  if (!isJsonObject(value)) return false;
  const { after, upTo } = value;
  return isId(after) && (upTo === null || isId(upTo));
}

function isId(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && /^\d+$/.test(value);
}
