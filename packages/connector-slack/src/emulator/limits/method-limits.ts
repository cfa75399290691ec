import type { EmulatorClock, RateLimiter } from '@etl/emulator-kit';
import { createRateLimiter, Refusal } from '@etl/emulator-kit';
import { REQUESTS_PER_MINUTE, type Tier } from './tiers.js';

/** `tight`: what apps get that are sold outside of Slack's marketplace. */
export type Terms = 'internal' | 'tight';

/** Whether a 429 says when to come back. */
export type RetryAfter = 'always' | 'sometimes' | 'never';

export interface LimitOptions {
  /** Requests a minute by method, in place of what its tier or the terms say; `none`: nothing is limited. */
  readonly limits?: Readonly<Record<string, number>> | 'none' | undefined;
  readonly retryAfter?: RetryAfter | undefined;
}

/** Methods that tight terms restrict, to one request a minute and 15 objects. */
const RESTRICTED = new Set(['conversations.history', 'conversations.replies']);
export const TIGHT_LIMIT = 15;
const MINUTE = 60_000;

/** Counts requests, each method for itself. */
export interface MethodLimits {
  terms: Terms;
  /** @throws Refusal 429 */
  admit(method: string, tier: Tier): void;
}

export function isRestricted(method: string, terms: Terms): boolean {
  return terms === 'tight' && RESTRICTED.has(method);
}

export function createMethodLimits(
  { limits = {}, retryAfter = 'always' }: LimitOptions,
  clock: EmulatorClock,
  initialTerms: Terms,
): MethodLimits {
  const limiters = new Map<string, RateLimiter>();
  let refusals = 0;
  const limiterOf = (method: string, tier: Tier, terms: Terms): RateLimiter => {
    const usual = isRestricted(method, terms) ? 1 : REQUESTS_PER_MINUTE[tier];
    const requests = (limits === 'none' ? undefined : limits[method]) ?? usual;
    const key = `${method} ${requests}`;
    const limiter = limiters.get(key) ?? createRateLimiter([{ requests, milliseconds: MINUTE }], clock);
    limiters.set(key, limiter);
    return limiter;
  };
  const self: MethodLimits = {
    terms: initialTerms,
    admit: (method, tier) => {
      if (limits === 'none' && !isRestricted(method, self.terms)) return;
      const wait = limiterOf(method, tier, self.terms).take();
      if (wait === undefined) return;
      refusals += 1;
      const says = retryAfter === 'always' || (retryAfter === 'sometimes' && refusals % 2 === 0);
      throw new Refusal(
        429,
        'ratelimited',
        says ? { 'retry-after': String(Math.max(1, Math.ceil(wait / 1000))) } : {},
      );
    },
  };
  return self;
}
