import type { Duration } from '@etl/core';
import { z } from 'zod';
import { duration } from './time.js';

/** When the pipeline is meant to run. */
export type Schedule =
  | { readonly kind: 'every'; readonly every: Duration }
  | { readonly kind: 'cron'; readonly expression: string };

const NUMBER = String.raw`(?:\d{1,2})`;
const ITEM = String.raw`(?:\*|${NUMBER}(?:-${NUMBER})?)(?:/${NUMBER})?`;
const FIELD = `${ITEM}(?:,${ITEM})*`;
const CRON = new RegExp(`^${FIELD}(?: ${FIELD}){4}$`);
const HIGHEST = [59, 23, 31, 12, 7];

const cron = z
  .string()
  .refine(isCron)
  .transform((expression): Schedule => ({ kind: 'cron', expression }));
const every = duration.transform((length): Schedule => ({ kind: 'every', every: length }));

/** `15m`, or five cron fields in UTC: minute, hour, day of month, month, day of week. */
export const schedule = z.union([every, cron], {
  error: 'write a duration, e.g. "15m", or five cron fields, e.g. "0 6 * * *"',
});

function isCron(text: string): boolean {
  if (!CRON.test(text)) return false;
  return text.split(' ').every((field, index) => {
    const numbers = (field.match(/\d+/g) ?? []).map(Number);
    return numbers.every((number) => number <= (HIGHEST[index] ?? 0));
  });
}
