import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRetryAfter } from './retry-after.js';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const DAY = 86_400_000;

describe('parseRetryAfter', () => {
  const zone = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = 'Asia/Tokyo';
  });
  afterAll(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it.each([
    ['seconds', '3', 3000],
    ['zero', '0', 0],
    ['fractions, rounded up', '1.0005', 1001],
    ['spaces around', ' 7 ', 7000],
    ['an HTTP date', 'Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
    ['an RFC 850 date', 'Sunday, 01-Mar-26 12:00:30 GMT', 30_000],
    ['an asctime date, which is in GMT', 'Sun Mar  1 12:00:30 2026', 30_000],
    ['a date in the past', 'Sun, 01 Mar 2020 12:00:30 GMT', 0],
    ['more than a day', '100000', DAY],
    ['absurdly many seconds', '9'.repeat(400), DAY],
    ['a date years ahead', 'Sun, 01 Mar 2099 12:00:30 GMT', DAY],
    ['nothing', undefined, undefined],
    ['an empty value', '', undefined],
    ['a negative number', '-5', undefined],
    ['words', 'soon', undefined],
    ['a number with a unit', '5s', undefined],
    ['an exponent', '1e3', undefined],
    ['a date that does not exist', 'Sun, 99 Mar 2026 12:00:30 GMT', undefined],
    ['an ISO date, which is no HTTP date', '2026-03-01T12:00:30Z', undefined],
  ])('reads %s', (_name, value, expected) => {
    expect(parseRetryAfter(value, NOW)).toBe(expected);
  });

  it('gives a wait between nothing and a day, or none, for any header', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.integer().map(String),
          fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
        ),
        (value) => {
          const wait = parseRetryAfter(value, NOW) ?? 0;
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThanOrEqual(DAY);
        },
      ),
    );
  });
});
