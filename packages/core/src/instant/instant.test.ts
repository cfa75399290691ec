import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInstant } from './format-instant.js';
import { parseInstant } from './parse-instant.js';

describe('parseInstant', () => {
  it.each([
    ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01t10:00:00z', '2026-03-01T10:00:00.000Z'],
    ['2026-03-01 10:00:00.5+00:00', '2026-03-01T10:00:00.500Z'],
    ['2026-03-01T10:00:00.1239999999Z', '2026-03-01T10:00:00.123Z'],
    ['2026-03-01T01:30:00+05:30', '2026-02-28T20:00:00.000Z'],
    ['2025-12-31T20:00:00-08:00', '2026-01-01T04:00:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['1969-12-31T23:59:59.999999Z', '1969-12-31T23:59:59.999Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(formatInstant(parseInstant(text) ?? NaN)).toBe(expected);
  });

  it.each([
    '2026-03-01T10:00:00',
    '2026-03-01',
    '2026-02-30T10:00:00Z',
    '2025-02-29T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T10:60:00Z',
    '2026-03-01T10:00Z',
    '2026-03-01T10:00:00+0100',
    '2026-03-01T10:00:00.Z',
    ' 2026-03-01T10:00:00Z',
    '2026-03-01T10:00:00Z ',
    '1772359200000',
    '',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('reads what formatInstant writes', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('0000-01-01T00:00:00Z'),
          max: new Date('9999-12-31T23:59:59.999Z'),
          noInvalidDate: true,
        }),
        (date) => {
          expect(parseInstant(formatInstant(date.getTime()))).toBe(date.getTime());
        },
      ),
    );
  });
});
