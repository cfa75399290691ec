import { DuckDBTimestampTZValue, DuckDBTimestampValue } from '@duckdb/node-api';
import { formatInstant, type JsonValue, type QueryRow } from '@etl/core';

const MICROSECONDS = 1000n;

/** A row with every value exact: what a 64-bit float cannot hold comes as text, and so do dates and instants. */
export function readRow(row: Readonly<Record<string, unknown>>): QueryRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, readValue(value)]));
}

function readValue(value: unknown): JsonValue {
  if (value === null || value === undefined) return null;
  if (value instanceof DuckDBTimestampTZValue || value instanceof DuckDBTimestampValue) {
    return readInstant(value.micros);
  }
  return readScalar(value);
}

function readScalar(value: unknown): JsonValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value);
  // Decimals, dates, lists and the like print themselves.
  return (value as { toString(): string }).toString();
}

/** RFC 3339 in UTC, with microseconds only where there are any. */
function readInstant(micros: bigint): string {
  const rest = ((micros % MICROSECONDS) + MICROSECONDS) % MICROSECONDS;
  const text = formatInstant(Number((micros - rest) / MICROSECONDS));
  return rest === 0n ? text : text.replace('Z', `${String(rest).padStart(3, '0')}Z`);
}
