import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock.js';
import { Refusal } from '../server/refusal.js';
import { admitWithinLimits, createRateLimiter } from './rate-limiter.js';

const NOON = Date.UTC(2025, 0, 15, 12);
const HALF_DAY = 12 * 60 * 60 * 1000;

describe('createRateLimiter', () => {
  it('admits so many in any second, not in each calendar second', () => {
    const clock = createManualClock(NOON);
    const limiter = createRateLimiter([{ requests: 3, milliseconds: 1000 }], clock);
    clock.advance(900);
    expect([limiter.take(), limiter.take(), limiter.take()]).toEqual([undefined, undefined, undefined]);
    clock.advance(200);
    expect(limiter.take()).toBe(800);
    clock.advance(799);
    expect(limiter.take()).toBe(1);
    clock.advance(1);
    expect(limiter.take()).toBeUndefined();
  });

  it('does not count what it refused', () => {
    const clock = createManualClock(NOON);
    const limiter = createRateLimiter([{ requests: 1, milliseconds: 1000 }], clock);
    limiter.take();
    for (let attempt = 0; attempt < 5; attempt += 1) expect(limiter.take()).toBe(1000);
    clock.advance(1000);
    expect(limiter.take()).toBeUndefined();
  });

  it('starts a new day at midnight UTC', () => {
    const clock = createManualClock(NOON);
    const limiter = createRateLimiter([{ requests: 2, period: 'day' }], clock);
    limiter.take();
    limiter.take();
    expect(limiter.take()).toBe(HALF_DAY);
    clock.advance(HALF_DAY);
    expect(limiter.take()).toBeUndefined();
  });

  it('holds several limits at once, and a request refused by one costs nothing of the other', () => {
    const clock = createManualClock(NOON);
    const limiter = createRateLimiter(
      [
        { requests: 1, milliseconds: 1000 },
        { requests: 2, period: 'day' },
      ],
      clock,
    );
    limiter.take();
    expect(limiter.take()).toBe(1000);
    clock.advance(1000);
    expect(limiter.take()).toBeUndefined();
    expect(limiter.take()).toBe(HALF_DAY - 1000);
  });
});

describe('admitWithinLimits', () => {
  it('refuses with 429 and whole seconds, rounded up', () => {
    const clock = createManualClock('2025-01-15T12:00:00Z');
    const limiter = createRateLimiter([{ requests: 1, milliseconds: 1000 }], clock);
    admitWithinLimits(limiter, 'slow down');
    clock.set(NOON + 1);
    const refusal = catchRefusal(() => {
      admitWithinLimits(limiter, 'slow down');
    });
    expect(refusal).toMatchObject({ status: 429, message: 'slow down', headers: { 'retry-after': '1' } });
  });
});

function catchRefusal(action: () => void): Refusal {
  try {
    action();
  } catch (reason) {
    if (reason instanceof Refusal) return reason;
  }
  throw new Error('nothing was refused');
}
