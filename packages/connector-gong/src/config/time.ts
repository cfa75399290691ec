import type { Duration } from '@etl/core';
import { z } from 'zod';

const MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const DURATION = /^(\d+)(ms|s|m|h|d|w)$/;

/** A length of time written as `90s`, `15m`, `12h` or `7d`; milliseconds after parsing. */
export const duration = z
  .string()
  .regex(DURATION, 'write a number and a unit: ms, s, m, h, d or w, e.g. "7d"')
  .transform(toDuration);

/** An instant written as `2024-01-01` (midnight UTC) or with time and offset; milliseconds after parsing. */
export const instant = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: 'write a date, e.g. "2024-01-01", or a time with its offset, e.g. "2024-01-01T08:00:00+01:00"',
  })
  .transform((text) => Date.parse(text));

/** A time zone by its IANA name. */
export const timeZone = z
  .string()
  .refine(isTimeZone, 'write the IANA name of a time zone, e.g. "America/Los_Angeles"');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

function toDuration(text: string): Duration {
  const [, amount, unit] = DURATION.exec(text) ?? [];
  return Number(amount) * MILLISECONDS[unit as keyof typeof MILLISECONDS];
}
