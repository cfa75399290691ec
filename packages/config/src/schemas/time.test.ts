import { describe, expect, it } from 'vitest';
import { schedule } from './schedule.js';
import { duration, instant } from './time.js';

describe('duration', () => {
  it.each([
    ['500ms', 500],
    ['90s', 90_000],
    ['15m', 900_000],
    ['12h', 43_200_000],
    ['7d', 604_800_000],
    ['2w', 1_209_600_000],
    ['0s', 0],
  ])('reads %s', (text, milliseconds) => {
    expect(duration.parse(text)).toBe(milliseconds);
  });

  it.each(['7', 'd', '7 d', '-1d', '1.5h', '7D', '1h30m', '', '9999999d', 7])('refuses %j', (text) => {
    expect(duration.safeParse(text).success).toBe(false);
  });
});

describe('instant', () => {
  it.each([
    ['2024-01-01', Date.UTC(2024, 0, 1)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['2024-01-01T00:00:00Z', Date.UTC(2024, 0, 1)],
    ['2024-01-01T08:00:00.250+08:00', Date.UTC(2024, 0, 1) + 250],
  ])('reads %s', (text, milliseconds) => {
    expect(instant.parse(text)).toBe(milliseconds);
  });

  it.each(['2023-02-29', '2024-1-1', '01.01.2024', '2024-01-01T08:00:00', 'yesterday', '', 20240101])(
    'refuses %j, which is no day or has no offset',
    (text) => {
      expect(instant.safeParse(text).success).toBe(false);
    },
  );
});

describe('schedule', () => {
  it.each(['*/15 * * * *', '0 6,18 * * 1-5', '59 23 31 12 7'])('takes the cron fields %s', (expression) => {
    expect(schedule.parse(expression)).toEqual({ kind: 'cron', expression });
  });

  it.each([
    '* * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 32 * *',
    '* * * 13 *',
    '* * * * 8',
    'daily',
    '* * * * MON',
  ])('refuses %s', (text) => {
    expect(schedule.safeParse(text).success).toBe(false);
  });
});
