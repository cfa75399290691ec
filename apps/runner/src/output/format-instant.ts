import type { Instant } from '@etl/core';

/** RFC 3339 in UTC, or nothing for an open end. */
export function formatInstant(instant: Instant | undefined): string {
  return instant === undefined ? '' : new Date(instant).toISOString();
}
