import type { Duration, Instant } from '@etl/core';
import { z } from 'zod';

const MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const DURATION = /^(\d{1,6})(ms|s|m|h|d|w)$/;

/** A length of time written as `90s`, `15m`, `12h` or `7d`; milliseconds after parsing. */
export const duration = z
  .string()
  .regex(DURATION, 'write a number and a unit: ms, s, m, h, d or w, e.g. "7d"')
  .transform(toDuration);

/** A point in time written as `2024-01-01` (midnight UTC) or in RFC 3339 with its offset. */
export const instant = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: 'write a date, e.g. "2024-01-01", or a time with its offset, e.g. "2024-01-01T08:00:00+01:00"',
  })
  .transform((text): Instant => Date.parse(text));

function toDuration(text: string): Duration {
  const [, amount, unit] = DURATION.exec(text) ?? [];
  return Number(amount) * MILLISECONDS[unit as keyof typeof MILLISECONDS];
}
