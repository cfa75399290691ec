import type { Duration } from '@etl/core';
import { z } from 'zod';

const UNITS: Readonly<Record<string, Duration>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** A length of time written as `90s`, `15m`, `12h`, `7d` or `2w`; milliseconds after parsing. */
export const duration = z
  .string()
  .regex(/^\d+[smhdw]$/, 'write a number and a unit: s, m, h, d or w, e.g. "7d"')
  .transform((text) => Number(text.slice(0, -1)) * (UNITS[text.slice(-1)] ?? 0));

/** An instant written as `2024-01-01` (midnight UTC) or with time and offset; milliseconds after parsing. */
export const instant = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: 'write a date, e.g. "2024-01-01", or a time with its offset, e.g. "2024-01-01T08:00:00Z"',
  })
  .transform((text) => Date.parse(text));
