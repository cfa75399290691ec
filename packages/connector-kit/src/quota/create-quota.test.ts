import type { JsonValue } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../__fixtures__/failure-of.js';
import { SimulatedClock } from '../__fixtures__/simulated-clock.js';
import { testContext } from '../__fixtures__/test-read.js';
import { MemoryLocalStore } from '../stand-alone/memory-local-store.js';
import { combineQuotas } from './combine-quotas.js';
import { createQuota } from './create-quota.js';
import type { QuotaOptions } from './quota.js';

function options(parts: Partial<QuotaOptions> = {}): QuotaOptions & { clock: SimulatedClock } {
  const clock = new SimulatedClock();
  return { account: 'gong:us-1', perSecond: 2, localStore: new MemoryLocalStore(), clock, ...parts } as never;
}

describe('createQuota', () => {
  it('paces all streams and clients of one account together', async () => {
    const shared = options();
    const start = shared.clock.now();
    const times: number[] = [];
    const take = async () => {
      await createQuota(shared).take(testContext());
      times.push(shared.clock.now() - start);
    };
    await Promise.all([take(), take(), take(), take(), take()]);
    expect(times).toEqual([0, 500, 1000, 1500, 2000]);
  });

  it('leaves other accounts and other clocks alone', async () => {
    const shared = options();
    await createQuota(shared).take(testContext());
    await createQuota({ ...shared, account: 'gong:us-2' }).take(testContext());
    await createQuota(options()).take(testContext());
    expect(shared.clock.sleeps).toEqual([]);
  });

  it('serves first come, first served', async () => {
    const shared = options();
    const order: number[] = [];
    const takes = [1, 2, 3, 4, 5, 6].map((name) =>
      createQuota(shared)
        .take(testContext())
        .then(() => order.push(name)),
    );
    await Promise.all(takes);
    expect(order).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('tells how long a turn was waited for, the queue included', async () => {
    const shared = options();
    const contexts = [testContext(), testContext(), testContext()];
    await Promise.all(contexts.map((context) => createQuota(shared).take(context)));
    expect(contexts.map(({ events }) => events)).toEqual([
      [],
      [{ type: 'quota_wait', quota: 'gong:us-1', duration: 500 }],
      [{ type: 'quota_wait', quota: 'gong:us-1', duration: 1000 }],
    ]);
  });

  it('lets go of a caller who aborts, without giving away the turn of anybody else', async () => {
    const shared = options();
    const quota = createQuota(shared);
    const start = shared.clock.now();
    const leaving = [testContext(), testContext()];
    const reason = new Error('stopped');
    await quota.take(testContext());
    const takes = leaving.map((context) => quota.take(context));
    const staying = quota.take(testContext());
    for (const context of leaving) context.abort(reason);
    for (const take of takes) await expect(take).rejects.toBe(reason);
    await staying;
    expect(shared.clock.now() - start).toBe(500);
    await expect(quota.take(leaving[0]!)).rejects.toBe(reason);
  });

  it('keeps the order of those before and behind a caller who aborts', async () => {
    const shared = options();
    const quota = createQuota(shared);
    const start = shared.clock.now();
    const leaving = testContext();
    const since = async (take: Promise<void>): Promise<number> => {
      await take;
      return shared.clock.now() - start;
    };
    await quota.take(testContext());
    const before = since(quota.take(testContext()));
    const left = quota.take(leaving);
    const behind = since(quota.take(testContext()));
    leaving.abort(new Error('stopped'));
    await expect(left).rejects.toThrow('stopped');
    expect([await before, await behind]).toEqual([500, 1000]);
  });

  it('pauses everybody, also those who wait already, and never shortens a pause', async () => {
    const shared = options();
    const quota = createQuota(shared);
    const start = shared.clock.now();
    await quota.take(testContext());
    const context = testContext();
    const report = context.report;
    const waiting = quota.take({
      ...context,
      report: (event) => {
        report(event);
        createQuota(shared).pause(start + 60_000);
        quota.pause(start + 10_000);
      },
    });
    await waiting;
    expect(shared.clock.now() - start).toBe(60_000);
    const waited = context.events.map((event) => (event.type === 'quota_wait' ? event.duration : 0));
    expect(waited).toEqual([500, 59_500]);
  });

  it('defers instead of sitting out a long pause', async () => {
    const shared = options({ maxPause: 1000 });
    const quota = createQuota(shared);
    const until = shared.clock.now() + 3_600_000;
    quota.pause(until);
    const error = await failureOf(quota.take(testContext()));
    expect(error).toMatchObject({ kind: 'deferred', code: 'quota_paused', resumeAt: until });
    expect(error.message).toContain('gong:us-1');
    expect(error.message).toContain('2026-03-01T13:00:00.000Z');
  });

  it("defers to the next UTC day when the day's budget is used up, and starts anew then", async () => {
    const shared = options({ perDay: 3, perSecond: 1000 });
    const quota = createQuota(shared);
    for (let count = 0; count < 3; count += 1) await quota.take(testContext());
    const error = await failureOf(quota.take(testContext()));
    expect(error).toMatchObject({
      kind: 'deferred',
      code: 'day_quota_used_up',
      resumeAt: Date.parse('2026-03-02T00:00:00Z'),
    });
    expect(error.message).toContain('3 requests');
    shared.clock.advance(12 * 3_600_000 - 1000);
    await expect(quota.take(testContext())).rejects.toThrow();
    shared.clock.advance(1000);
    await quota.take(testContext());
  });

  it("keeps the day's use between runs, without a write per request", async () => {
    const writes: JsonValue[] = [];
    const memory = new MemoryLocalStore();
    const slow = Promise.withResolvers<undefined>();
    const localStore = {
      read: (key: string) => memory.read(key),
      write: async (key: string, value: JsonValue) => {
        writes.push(value);
        await slow.promise;
        await memory.write(key, value);
      },
    };
    const quota = createQuota(options({ perDay: 100, perSecond: 1_000_000, burst: 1000, localStore }));
    for (let count = 0; count < 60; count += 1) await quota.take(testContext());
    slow.resolve(undefined);
    await new Promise(setImmediate);
    expect(writes).toHaveLength(2);
    const nextRun = createQuota(options({ perDay: 100, perSecond: 1_000_000, burst: 1000, localStore }));
    for (let count = 0; count < 40; count += 1) await nextRun.take(testContext());
    expect(await failureOf(nextRun.take(testContext()))).toMatchObject({ code: 'day_quota_used_up' });
  });

  it.each([null, 'x', 7, {}, { day: 'today', used: 5 }, { day: 20_513 }, [1]])(
    'does not stumble over a kept value like %j, nor over a store that fails',
    async (value) => {
      const localStore = new MemoryLocalStore();
      await localStore.write('quota:gong:us-1', value);
      await createQuota(options({ perDay: 1, localStore })).take(testContext());
      const broken = {
        read: () => Promise.reject(new Error('no')),
        write: () => Promise.reject(new Error('no')),
      };
      await createQuota(options({ perDay: 1, localStore: broken })).take(testContext());
    },
  );

  it('holds the lower limits where two configurations of an account differ', async () => {
    const shared = options({ perSecond: 10 });
    const quota = createQuota(shared);
    createQuota({ ...shared, perSecond: 1, perDay: 2 });
    createQuota({ ...shared, perSecond: 5, perDay: 9 });
    const start = shared.clock.now();
    await quota.take(testContext());
    await quota.take(testContext());
    expect(shared.clock.now() - start).toBe(1000);
    expect(await failureOf(quota.take(testContext()))).toMatchObject({ code: 'day_quota_used_up' });
  });

  it('keeps to what the vendor tells it, within what it was told itself', async () => {
    const pauseAfter = async (parts: Partial<QuotaOptions>, learnt: number): Promise<number> => {
      const shared = options(parts);
      const quota = createQuota(shared);
      quota.learn(learnt);
      await quota.take(testContext());
      const start = shared.clock.now();
      await quota.take(testContext());
      return shared.clock.now() - start;
    };

    expect(await pauseAfter({ perSecond: 10 }, 5)).toBe(200);
    expect(await pauseAfter({ perSecond: 10 }, 20)).toBe(100);
    expect(await pauseAfter({ perSecond: 10, perSecondAtMost: 25 }, 20)).toBe(50);
    expect(await pauseAfter({ perSecond: 10, perSecondAtMost: 25 }, 1000)).toBe(40);
  });

  it('takes a turn in each of combined quotas, and pauses all of them', async () => {
    const shared = options({ perSecond: 10 });
    const slow = createQuota({ ...shared, account: 'slow', perSecond: 1 });
    const fast = createQuota({ ...shared, account: 'fast', perSecond: 10 });
    const both = combineQuotas(slow, fast);
    const start = shared.clock.now();
    await both.take(testContext());
    await both.take(testContext());
    expect(both.account).toBe('slow');
    expect(shared.clock.now() - start).toBe(1000);

    both.pause(shared.clock.now() + 5000);
    await fast.take(testContext());
    expect(shared.clock.now() - start).toBe(6000);

    both.learn(0.5);
    await slow.take(testContext());
    const taken = shared.clock.now();
    await slow.take(testContext());
    expect(shared.clock.now() - taken).toBe(2000);
  });

  it.each([{ perSecond: 0 }, { perSecond: -1 }, { perSecond: Number.NaN }, { perDay: 0 }])(
    'refuses a limit under which nothing could ever be asked: %j',
    (parts) => {
      expect(() => createQuota(options(parts))).toThrow(/above 0|could ever be made/);
    },
  );
});
