import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RETRY_POLICY, retryDelay } from './retry-policy.js';

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('retryDelay', () => {
  it('stays within 0 and the cap, whatever the attempt', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), random, (failures, chance) => {
        const delay = retryDelay(DEFAULT_RETRY_POLICY, failures, () => chance);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(DEFAULT_RETRY_POLICY.cap);
        expect(Number.isSafeInteger(delay)).toBe(true);
      }),
    );
  });

  it('is never shorter than the vendor asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        random,
        fc.nat(86_400_000),
        (failures, chance, retryAfter) => {
          const delay = retryDelay(DEFAULT_RETRY_POLICY, failures, () => chance, retryAfter);
          expect(delay).toBeGreaterThanOrEqual(retryAfter);
          expect(delay).toBeLessThanOrEqual(Math.max(DEFAULT_RETRY_POLICY.cap, retryAfter));
        },
      ),
    );
  });

  it('doubles its upper bound with each failure and uses the whole range below', () => {
    const almostOne = () => 0.999999;
    const bounds = [1, 2, 3, 7, 8].map((failures) =>
      Math.ceil(retryDelay(DEFAULT_RETRY_POLICY, failures, almostOne) / 500),
    );
    expect(bounds).toEqual([1, 2, 4, 64, 120]);
    expect(retryDelay(DEFAULT_RETRY_POLICY, 8, () => 0)).toBe(0);
  });
});
