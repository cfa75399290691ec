import { ConfigError, type Instant } from '@etl/core';

/** A date, or an instant with its offset; without one `Date.parse` would take the machine's zone. */
const DATE_OR_INSTANT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** @throws ConfigError when `value` is neither milliseconds, nor a date, nor an RFC 3339 instant. */
export function instantOption(name: string, value: Instant | string): Instant {
  const instant = typeof value === 'number' ? value : parseText(value);
  if (Number.isSafeInteger(instant)) return instant;
  throw new ConfigError({
    code: 'invalid_instant',
    message: `"${value}" is not a point in time (${name}).`,
    remedy: 'Write a date such as 2026-01-31 or an instant with its offset such as 2026-01-31T08:00:00Z.',
  });
}

function parseText(text: string): number {
  return DATE_OR_INSTANT.test(text) ? Date.parse(text) : Number.NaN;
}
