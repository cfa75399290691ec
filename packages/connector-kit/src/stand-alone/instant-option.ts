import { ConfigError, parseInstant, type Instant } from '@etl/core';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** @throws ConfigError when `value` is neither milliseconds, nor a date, nor an RFC 3339 instant. */
export function instantOption(name: string, value: Instant | string): Instant {
  const instant = typeof value === 'number' ? value : parseText(value);
  if (instant !== undefined && Number.isSafeInteger(instant)) return instant;
  throw new ConfigError({
    code: 'invalid_instant',
    message: `"${value}" is not a point in time (${name}).`,
    remedy: 'Write a date such as 2026-01-31 or an instant with its offset such as 2026-01-31T08:00:00Z.',
  });
}

/** A date means its first instant in UTC. */
function parseText(text: string): Instant | undefined {
  return parseInstant(DATE.test(text) ? `${text}T00:00:00Z` : text);
}
