import { basename } from 'node:path';
import type { Instant } from '@etl/core';
import { FARTHEST_BEHIND } from './day-files.js';

/** `Acme Slack export Mar 1 2025 - Nov 26 2026.zip` */
const RANGE = /export ([A-Z][a-z]{2}) (\d{1,2}),? (\d{4}) - [A-Z][a-z]{2} \d{1,2},? \d{4}/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * From when on an export is whole, as far as Slack wrote it into the file's name: the first day's latest beginning, since the
 * workspace's time zone is not told.
 */
export function startOfRange(path: string): Instant | undefined {
  const [, month = '', day, year] = RANGE.exec(basename(path)) ?? [];
  const number = MONTHS.indexOf(month);
  return number === -1 ? undefined : Date.UTC(Number(year), number, Number(day)) + FARTHEST_BEHIND;
}
