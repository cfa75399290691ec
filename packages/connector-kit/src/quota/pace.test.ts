import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pace } from './pace.js';

const rates = fc.oneof(
  fc.integer({ min: 1, max: 200 }),
  fc.constantFrom(2.8, 0.5, 1 / 60, 50 / 60, 3, 19),
  fc.double({ min: 0.01, max: 200, noNaN: true }),
);

/** Times of `count` turns taken as soon as they are allowed. */
function takeAll(perSecond: number, burst: number, count: number): number[] {
  const pace = new Pace(perSecond, burst);
  const times: number[] = [];
  for (let now = 1_000_000; times.length < count;) {
    now += pace.waitTime(now);
    expect(pace.waitTime(now)).toBe(0);
    pace.take(now);
    times.push(now - 1_000_000);
  }
  return times;
}

describe('Pace', () => {
  it('takes at least (N − burst) / rate for N turns, and at most a tenth longer', () => {
    fc.assert(
      fc.property(
        rates,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 400 }),
        (perSecond, burst, count) => {
          const usable = Math.max(1, Math.min(burst, Math.floor(perSecond)));
          const least = ((count - usable) / perSecond) * 1000;
          const last = takeAll(perSecond, burst, count).at(-1)!;
          expect(last).toBeGreaterThanOrEqual(least - 1);
          // A saved-up burst is paid back within its first second.
          const paidBack = usable > 1 ? 1000 : 1;
          expect(last).toBeLessThanOrEqual(Math.max(0, least) * 1.1 + paidBack);
        },
      ),
    );
  });

  it('lets no more than the rate through within any sliding second, whoever comes when', () => {
    fc.assert(
      fc.property(
        rates,
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 100 }),
        (perSecond, burst, pauses) => {
          const pace = new Pace(perSecond, burst);
          const times: number[] = [];
          let now = 0;
          for (const pause of pauses) {
            now += pause % 7 === 0 ? pause : pause % 3;
            now += pace.waitTime(now);
            pace.take(now);
            times.push(now);
          }
          for (const start of times) {
            const within = times.filter((time) => time >= start && time < start + 1000);
            expect(within.length).toBeLessThanOrEqual(Math.ceil(perSecond));
          }
        },
      ),
    );
  });

  it('spreads evenly by default and saves up turns when allowed', () => {
    expect(takeAll(3, 1, 7)).toEqual([0, 334, 667, 1000, 1334, 1667, 2000]);
    expect(takeAll(3, 3, 7)).toEqual([0, 0, 0, 1000, 1000, 1000, 2000]);
  });

  it('changes its pace from the next turn on', () => {
    const pace = new Pace(10, 1);
    pace.change(2);
    pace.take(0);
    expect(pace.waitTime(0)).toBe(500);
    pace.take(500);
    pace.change(100);
    pace.take(1000);
    expect(pace.waitTime(1000)).toBe(10);
  });
});
