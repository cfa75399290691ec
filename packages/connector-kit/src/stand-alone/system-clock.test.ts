import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from './system-clock.js';

describe('systemClock', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('sleeps as long as asked, also longer than a timer can', async () => {
    const start = systemClock.now();
    const done = systemClock.sleep(60 * 86_400_000).then(() => systemClock.now() - start);
    await vi.advanceTimersByTimeAsync(60 * 86_400_000 - 1);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await done).toBe(60 * 86_400_000);
  });

  it("rejects with the signal's reason and leaves no timer", async () => {
    const controller = new AbortController();
    const reason = new Error('stopped');
    const sleeping = systemClock.sleep(1000, controller.signal);
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
    await expect(systemClock.sleep(1000, controller.signal)).rejects.toBe(reason);
    await expect(systemClock.sleep(0, controller.signal)).rejects.toBe(reason);
  });
});
