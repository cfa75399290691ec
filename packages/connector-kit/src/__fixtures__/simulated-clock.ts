import type { Clock, Duration, Instant } from '@etl/core';

interface Sleeper {
  readonly at: Instant;
  readonly wake: () => void;
}

/** Time that passes only when somebody sleeps, and then at once: the earliest sleeper wakes when nothing else is to do. */
export class SimulatedClock implements Clock {
  readonly sleeps: Duration[] = [];
  #now: Instant;
  #sleepers: Sleeper[] = [];

  constructor(now: Instant = Date.parse('2026-03-01T12:00:00Z')) {
    this.#now = now;
  }

  now(): Instant {
    return this.#now;
  }

  advance(duration: Duration): void {
    this.#now += duration;
  }

  sleep(duration: Duration, signal?: AbortSignal): Promise<void> {
    this.sleeps.push(duration);
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const sleeper = { at: this.#now + duration, wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal.reason as Error);
      });
      setImmediate(() => {
        this.#wakeEarliest();
      });
    });
  }

  #wakeEarliest(): void {
    const earliest = this.#sleepers.toSorted((left, right) => left.at - right.at)[0];
    if (earliest === undefined) return;
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper !== earliest);
    this.#now = Math.max(this.#now, earliest.at);
    earliest.wake();
  }
}
