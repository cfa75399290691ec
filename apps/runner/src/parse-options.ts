import { parseInstant } from '@etl/core';
import { InvalidArgumentError } from 'commander';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** `2026-01-31` (midnight UTC) or an RFC 3339 instant. */
export function parseInstantOption(text: string): number {
  const instant = parseInstant(DATE.test(text) ? `${text}T00:00:00Z` : text);
  if (instant === undefined) {
    throw new InvalidArgumentError('Write a date like 2026-01-31 or an instant like 2026-01-31T08:00:00Z.');
  }
  return instant;
}

/** A positive whole number. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1)
    throw new InvalidArgumentError('Write a whole number above 0.');
  return count;
}
