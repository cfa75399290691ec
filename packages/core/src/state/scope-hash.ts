import { hash } from 'node:crypto';
import type { JsonValue } from '../contracts/record.js';
import { canonicalJson } from '../json/canonical-json.js';

const HASH_LENGTH = 16;

/**
 * A short name for the options that change what a source returns; the order of keys does not count, and neither does an
 * option that is `undefined`. Pass lists in an order of their own (sorted, if their order means nothing).
 */
export function scopeHash(options: Readonly<Record<string, JsonValue | undefined>>): string {
  const given = Object.entries(options).filter(
    (entry): entry is [string, JsonValue] => entry[1] !== undefined,
  );
  return hash('sha256', canonicalJson(Object.fromEntries(given)), 'hex').slice(0, HASH_LENGTH);
}
