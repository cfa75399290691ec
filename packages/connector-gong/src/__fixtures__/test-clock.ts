import type { Clock, Duration, Instant } from '@etl/core';

/** A clock that jumps over every wait, and otherwise stands still until told to move. */
export class TestClock implements Clock {
  readonly waits: Duration[] = [];
  #now: Instant;

  constructor(now: string) {
    this.#now = Date.parse(now);
  }

  now(): Instant {
    return this.#now;
  }

  sleep(duration: Duration, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
    this.waits.push(duration);
    this.#now += duration;
    return Promise.resolve();
  }

  advance(duration: Duration): void {
    this.#now += duration;
  }
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
