import type { EmulatorClock } from '../clock.js';
import { Refusal } from '../server/refusal.js';

/** So many requests in any span of this length. */
export interface SlidingLimit {
  readonly requests: number;
  readonly milliseconds: number;
}

/** So many requests from one midnight UTC to the next. */
export interface DailyLimit {
  readonly requests: number;
  readonly period: 'day';
}

export type RateLimit = SlidingLimit | DailyLimit;

export interface RateLimiter {
  /**
   * Counts one request against every limit.
   *
   * @returns `undefined` when admitted, else the milliseconds until the next request can be; a refused request does not count.
   */
  take(): number | undefined;
}

interface Meter {
  /** 0 when a request fits now. */
  waitAt(now: number): number;
  count(now: number): void;
}

const DAY = 24 * 60 * 60 * 1000;

/** Enforces several limits at once, by the emulator's clock. */
export function createRateLimiter(limits: readonly RateLimit[], clock: EmulatorClock): RateLimiter {
  const meters = limits.map((limit) => ('period' in limit ? meterDay(limit) : meterSpan(limit)));
  return {
    take: () => {
      const now = clock.now();
      const wait = Math.max(0, ...meters.map((meter) => meter.waitAt(now)));
      if (wait > 0) return wait;
      for (const meter of meters) meter.count(now);
      return undefined;
    },
  };
}

/**
 * Turns the request away when the limiter is full.
 *
 * @throws Refusal 429 with `retry-after` in whole seconds, rounded up.
 */
export function admitWithinLimits(limiter: RateLimiter, message: string): void {
  const wait = limiter.take();
  if (wait === undefined) return;
  throw new Refusal(429, message, { 'retry-after': String(Math.ceil(wait / 1000)) });
}

function meterSpan(limit: SlidingLimit): Meter {
  let admitted: number[] = [];
  return {
    waitAt: (now) => {
      admitted = admitted.filter((at) => at > now - limit.milliseconds);
      const oldest = admitted[admitted.length - limit.requests];
      return oldest === undefined ? 0 : oldest + limit.milliseconds - now;
    },
    count: (now) => {
      admitted.push(now);
    },
  };
}

function meterDay(limit: DailyLimit): Meter {
  let day = -1;
  let used = 0;
  return {
    waitAt: (now) => {
      const today = Math.floor(now / DAY);
      if (today !== day) {
        day = today;
        used = 0;
      }
      return used < limit.requests ? 0 : (today + 1) * DAY - now;
    },
    count: () => {
      used += 1;
    },
  };
}
