import { describe, expect, it } from 'vitest';
import { parseCount, parseInstantOption } from './parse-options.js';

describe('an instant on the command line', () => {
  it('is a date, from midnight UTC, or an instant with its offset', () => {
    expect(parseInstantOption('2026-01-31')).toBe(Date.UTC(2026, 0, 31));
    expect(parseInstantOption('2026-01-31T08:00:00+02:00')).toBe(Date.UTC(2026, 0, 31, 6));
  });

  it.each(['yesterday', '2026-13-01', '2026-02-30', '2026-01-31T08:00:00', '', '1767225600000'])(
    'is refused when it is %j',
    (text) => {
      expect(() => parseInstantOption(text)).toThrow('Write a date like 2026-01-31 or an instant');
    },
  );
});

describe('a count on the command line', () => {
  it('is a whole number above 0', () => {
    expect(parseCount('1')).toBe(1);
    expect(parseCount('250000')).toBe(250_000);
  });

  it.each(['0', '-1', '1.5', 'ten', '', '9007199254740993', 'NaN', 'Infinity'])(
    'is refused when it is %j',
    (text) => {
      expect(() => parseCount(text)).toThrow('Write a whole number above 0.');
    },
  );
});
