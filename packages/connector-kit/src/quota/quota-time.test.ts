import { isDeferredError } from '@etl/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimulatedClock } from '../__fixtures__/simulated-clock.js';
import { testContext } from '../__fixtures__/test-read.js';
import { MemoryLocalStore } from '../stand-alone/memory-local-store.js';
import { createQuota } from './create-quota.js';
import { forecastRequests } from './forecast-requests.js';
import type { Quota } from './quota.js';
import { quotaTime } from './quota-time.js';

const DAY = 86_400_000;
const NOON = Date.parse('2026-03-01T12:00:00Z');

/** Takes turns as runs do that come back when they are told to. */
async function takeAll(quota: Quota, clock: SimulatedClock, count: number): Promise<void> {
  for (let taken = 0; taken < count;) {
    try {
      await quota.take(testContext());
      taken += 1;
    } catch (error) {
      if (!isDeferredError(error)) throw error;
      await clock.sleep(error.resumeAt - clock.now());
    }
  }
}

interface Case {
  readonly perSecond: number;
  readonly perDay: number;
  readonly used: number;
  readonly beforeMidnight: number;
  readonly pause: number;
  readonly count: number;
}

const cases: fc.Arbitrary<Case> = fc.record({
  perSecond: fc.oneof(fc.integer({ min: 1, max: 7 }), fc.constantFrom(0.5, 1.5, 2.8, 0.01)),
  perDay: fc.integer({ min: 1, max: 25 }),
  used: fc.nat(30),
  beforeMidnight: fc.oneof(fc.integer({ min: 1, max: 8000 }), fc.constant(DAY / 2)),
  pause: fc.constantFrom(0, 0, 700, 600_000),
  count: fc.integer({ min: 1, max: 60 }),
});

describe('the time that requests take', () => {
  it('is what taking every turn takes, nights included', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ perSecond, perDay, used, beforeMidnight, pause, count }) => {
        const now = NOON + DAY / 2 - beforeMidnight;
        const clock = new SimulatedClock(now);
        const localStore = new MemoryLocalStore();
        await localStore.write('quota:acme', { day: Math.floor(now / DAY), used });
        const quota = createQuota({ account: 'acme', perSecond, perDay, clock, localStore });
        if (pause > 0) quota.pause(now + pause);
        const forecast = await quota.forecast(count);
        expect(forecast).toMatchObject({ perDay, leftToday: Math.max(0, perDay - used) });
        await takeAll(quota, clock, count);
        expect(Math.abs(clock.now() - now - forecast.duration)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is known at once for any number of days', () => {
    const budget = { perSecond: 2.8, perDay: 10_000, leftToday: 10_000, start: NOON };
    // Half a billion requests: fifty thousand nights.
    const duration = quotaTime({ ...budget, count: 500_000_000 });
    expect(Math.floor(duration / DAY)).toBe(49_998);
    expect(quotaTime({ ...budget, count: 10_000 })).toBe(Math.ceil((9999 * 1000) / 2.8));
    expect(quotaTime({ ...budget, count: 10_001 })).toBe(DAY / 2);
    expect(quotaTime({ perSecond: 3, start: NOON, count: 0 })).toBe(0);
  });

  it('of a quota without a daily limit is its pace alone', async () => {
    const clock = new SimulatedClock(NOON);
    const quota = createQuota({ account: 'a', perSecond: 4, clock, localStore: new MemoryLocalStore() });
    expect(await quota.forecast(1001)).toEqual({ quota: 'a', count: 1001, perSecond: 4, duration: 250_000 });
    expect(clock.sleeps).toEqual([]);
  });
});

describe('the quotas of a source', () => {
  const clock = new SimulatedClock(NOON);
  const quotas = ['a', 'b'].map((account) =>
    createQuota({ account, perSecond: 1, clock, localStore: new MemoryLocalStore() }),
  );

  it('are forecast side by side, uses of one added up', async () => {
    const uses = [
      { quota: 'a', count: 2 },
      { quota: 'b', count: 10 },
      { quota: 'a', count: 3 },
    ];
    const forecasts = await forecastRequests(quotas, uses);
    expect(forecasts.map(({ quota, count, duration }) => [quota, count, duration])).toEqual([
      ['a', 5, 4000],
      ['b', 10, 9000],
    ]);
  });

  it('do not include one that nobody has', async () => {
    await expect(forecastRequests(quotas, [{ quota: 'c', count: 1 }])).rejects.toMatchObject({
      code: 'unknown_quota',
    });
  });
});
