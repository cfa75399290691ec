import type { JsonValue, QueryRow } from '@etl/core';
import { formatInstant } from '@etl/core';

const MICROSECONDS = 1000n;

/** A row with every value exact: numbers beyond 53 bits, decimals, dates and instants as text. */
export function readRow(row: Readonly<Record<string, unknown>>): QueryRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, readValue(value)]));
}

function readValue(value: unknown): JsonValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (isInstant(value)) return readInstant(value.micros);
  return String(value);
}

function isInstant(value: unknown): value is { readonly micros: bigint } {
  return typeof value === 'object' && value !== null && 'micros' in value && typeof value.micros === 'bigint';
}

/** RFC 3339 in UTC, with microseconds only where there are any. */
function readInstant(micros: bigint): string {
  const milliseconds = micros / MICROSECONDS;
  const rest = micros % MICROSECONDS;
  const text = formatInstant(Number(milliseconds));
  return rest === 0n ? text : text.replace('Z', `${String(rest).padStart(3, '0')}Z`);
}
