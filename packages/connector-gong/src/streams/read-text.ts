import type { SourceRecord } from '@etl/core';
import { parseJson, readPath } from '@etl/core/json';

/**
 * A text of the record, or a number with the digits it was written with: Gong writes ids as text and documents some as
 * numbers, which a float would change. `undefined` where there is neither.
 */
export function readText({ text }: SourceRecord, path: readonly string[]): string | undefined {
  const value = readPath(text, path);
  if (value === undefined) return undefined;
  if (value.startsWith('"')) return decode(value);
  return /^-?\d/.test(value) ? value : undefined;
}

/** A record that is no JSON has no text; it goes on as it is and becomes a dead letter. */
function decode(literal: string): string | undefined {
  try {
    const value = parseJson(literal);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
