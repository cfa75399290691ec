import { describe, expect, test } from 'vitest';
import { comparePreciseInstants, isCalendarDate, parsePreciseInstant } from './precise-instant.js';

describe('precise instants', () => {
  test.each([
    ['2026-03-01T10:00:00Z', '2026-03-01T02:00:00-08:00', 0],
    ['2026-03-01T10:00:00Z', '2026-03-01 10:00:00+00', 0],
    ['2026-03-01T10:00:00.500Z', '2026-03-01T10:00:00.5Z', 0],
    ['2026-03-01T10:00:00.000001Z', '2026-03-01T10:00:00.000002Z', -1],
    ['2026-03-01T10:00:00.5Z', '2026-03-01T10:00:00.45Z', 1],
    ['2026-03-01T09:59:59.9Z', '2026-03-01T10:00:00Z', -1],
    ['2026-03-01T10:00+0530', '2026-03-01T04:30:00Z', 0],
  ])('%s against %s', (left, right, order) => {
    expect(Math.sign(comparePreciseInstants(parsePreciseInstant(left)!, parsePreciseInstant(right)!))).toBe(
      order,
    );
  });

  test.each(['2026-03-01T10:00:00', '2026-02-30T10:00:00Z', '2026-03-01', '2026-03-01T25:00:00Z', 'now'])(
    '%s is none',
    (text) => {
      expect(parsePreciseInstant(text)).toBeUndefined();
    },
  );

  test('days that do not exist are no dates', () => {
    expect(['2024-02-29', '2026-02-29', '01.03.2026', '2026-13-01'].filter(isCalendarDate)).toEqual([
      '2024-02-29',
    ]);
  });
});
