import type { Duration, Instant } from '@etl/core';

const SECOND = 1000;
/** Sums of fractions end up a hair above the whole millisecond they mean. */
const ROUNDING_NOISE = 1e-6;

/**
 * Spreads turns evenly: a token bucket holding `burst` turns, and on top of it a log of the last second, because a
 * bucket alone lets `burst + perSecond` through within one sliding second.
 */
export class Pace {
  #interval: Duration;
  readonly #burst: number;
  /** Times of the latest turns, as many as one second may hold. */
  #recent: Instant[] = [];
  /** When the bucket is full again, as a fraction of milliseconds. */
  #fullAt = 0;

  constructor(perSecond: number, burst: number) {
    this.#interval = SECOND / perSecond;
    this.#burst = Math.max(1, Math.min(burst, Math.floor(perSecond)));
  }

  get perSecond(): number {
    return SECOND / this.#interval;
  }

  /** How long to wait before the next turn; 0 when it may be taken now. */
  waitTime(now: Instant): Duration {
    const bucket = this.#fullAt - (this.#burst - 1) * this.#interval;
    const oldest =
      this.#recent.length < this.#perSlidingSecond() ? -Infinity : (this.#recent[0] ?? -Infinity);
    return Math.max(0, Math.ceil(Math.max(bucket, oldest + SECOND) - now - ROUNDING_NOISE));
  }

  /** Takes the turn that `waitTime` allowed. */
  take(now: Instant): void {
    // Waits are whole milliseconds; a turn late by less than one does not push the following ones back.
    const isOnTime = now - this.#fullAt < 1;
    this.#fullAt = (isOnTime ? this.#fullAt : now) + this.#interval;
    this.#recent.push(now);
    this.#recent = this.#recent.slice(-this.#perSlidingSecond());
  }

  /** From now on this fast. */
  change(perSecond: number): void {
    this.#interval = SECOND / perSecond;
    this.#recent = this.#recent.slice(-this.#perSlidingSecond());
  }

  #perSlidingSecond(): number {
    return Math.ceil(SECOND / this.#interval);
  }
}
