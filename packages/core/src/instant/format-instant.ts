import type { Instant } from '../contracts/instant.js';

/** RFC 3339 in UTC with milliseconds: `2026-03-01T10:00:00.000Z`. */
export function formatInstant(instant: Instant): string {
  return new Date(instant).toISOString();
}
