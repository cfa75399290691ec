import { describe, expect, it } from 'vitest';
import { formatInstant } from './format-instant.js';

describe('formatInstant', () => {
  it('writes the offset that holds at that time, and milliseconds only where there are any', () => {
    expect(formatInstant(Date.UTC(2025, 0, 15, 12), 'America/Los_Angeles')).toBe('2025-01-15T04:00:00-08:00');
    expect(formatInstant(Date.UTC(2025, 6, 15, 3, 4, 5, 67), 'America/Los_Angeles')).toBe(
      '2025-07-14T20:04:05.067-07:00',
    );
    expect(formatInstant(Date.UTC(2025, 0, 15, 12), 'Asia/Kolkata')).toBe('2025-01-15T17:30:00+05:30');
    expect(formatInstant(Date.UTC(2025, 0, 15, 12), 'UTC')).toBe('2025-01-15T12:00:00+00:00');
  });
});
