import type { Clock, Duration, Instant, LocalStore, QuotaForecast } from '@etl/core';
import type { CallContext } from '../http/call-context.js';

/** What a vendor allows one account. */
export interface QuotaOptions {
  /** Whose budget it is, unique among vendors: `gong:us-12345`. All quotas of one account and clock are one. */
  readonly account: string;
  /** Requests per second; may be a fraction. No sliding second sees more than this, rounded up. */
  readonly perSecond: number;
  /** The most that {@link Quota.learn} may raise it to. Default: `perSecond`, which learning then only lowers. */
  readonly perSecondAtMost?: number;
  /** Requests per UTC day. */
  readonly perDay?: number;
  /** Unused turns that may be saved up and taken at once, at most one second's worth. Default: 1. */
  readonly burst?: number;
  /** Longest time a pause is waited for; beyond it `take` defers. Default: 15 minutes. */
  readonly maxPause?: Duration;
  readonly clock: Clock;
  /** Keeps the day's use between runs. */
  readonly localStore: LocalStore;
}

/** A vendor's budget of requests, shared by every stream and client of the account in this process. */
export interface Quota {
  readonly account: string;
  /**
   * Waits for the caller's turn, first come, first served.
   *
   * @throws DeferredError when the day's budget is used up or the pause is longer than `maxPause`. When the signal
   * aborts, its reason.
   */
  take(context: CallContext): Promise<void>;
  /** Nobody on the account gets a turn before `until`. A pause is never shortened. */
  pause(until: Instant): void;
  /** What so many requests would take from now on. Takes no turn. */
  forecast(count: number): Promise<QuotaForecast>;
  /** The vendor has told how many requests per second it allows: from now on as fast as that, within the options. */
  learn(perSecond: number): void;
}
