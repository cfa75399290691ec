import { describe, expect, it } from 'vitest';
import { formatInstant } from './format-instant.js';
import { formatCount, formatDuration } from './format-numbers.js';

describe('numbers and times for people', () => {
  it('groups digits', () => {
    expect([0, 999, 15_779, 1_000_000].map(formatCount)).toEqual(['0', '999', '15,779', '1,000,000']);
  });

  it('shows seconds, then minutes, hours and days', () => {
    expect(
      [0, 420, 59_000, 60_000, 200_000, 3_600_000, 7_500_000, 172_800_000, 615_600_000].map(formatDuration),
    ).toEqual([
      '0.0 s',
      '0.4 s',
      '59.0 s',
      '1 min 0 s',
      '3 min 20 s',
      '1 h 00 min',
      '2 h 05 min',
      '2 d',
      '7 d 3 h',
    ]);
  });

  it('shows instants in UTC and open ends as nothing', () => {
    expect(formatInstant(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(formatInstant(undefined)).toBe('');
  });
});
