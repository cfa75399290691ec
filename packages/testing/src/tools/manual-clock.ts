import { setImmediate } from 'node:timers/promises';
import type { Clock, Duration, Instant } from '@etl/core';

/** A clock that stands still until told to move. */
export interface ManualClock extends Clock {
  /** While true, `sleep` moves the time forward itself and so never waits. */
  autoAdvance: boolean;
  /** How many `sleep` calls wait at this moment. */
  readonly sleepers: number;
  /** Moves the time forward and wakes, in order, whoever is due. */
  advance(duration: Duration): void;
}

interface Sleeper {
  readonly due: Instant;
  readonly wake: () => void;
}

/**
 * Time under a test's control.
 *
 * @param start - milliseconds since 1970-01-01T00:00:00Z.
 * @param options - `autoAdvance`: `sleep` moves the time by its duration and resolves in the next turn of the event loop.
 */
export function createManualClock(
  start: Instant,
  options: { readonly autoAdvance?: boolean } = {},
): ManualClock {
  return new SteppedClock(start, options.autoAdvance ?? false);
}

class SteppedClock implements ManualClock {
  autoAdvance: boolean;
  #now: Instant;
  #sleepers: Sleeper[] = [];

  constructor(start: Instant, autoAdvance: boolean) {
    this.#now = start;
    this.autoAdvance = autoAdvance;
  }

  get sleepers(): number {
    return this.#sleepers.length;
  }

  now(): Instant {
    return this.#now;
  }

  advance(duration: Duration): void {
    this.#now += duration;
    const due = this.#sleepers.filter((sleeper) => sleeper.due <= this.#now);
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.due > this.#now);
    for (const sleeper of due.sort((left, right) => left.due - right.due)) sleeper.wake();
  }

  async sleep(duration: Duration, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (!this.autoAdvance) return this.#wait(duration, signal);
    this.advance(duration);
    await setImmediate();
    signal?.throwIfAborted();
  }

  #wait(duration: Duration, signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const sleeper: Sleeper = {
      due: this.#now + duration,
      wake: () => {
        resolve(undefined);
      },
    };
    const abort = () => {
      this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
      reject(signal?.reason as Error);
    };
    if (duration <= 0) resolve(undefined);
    else this.#sleepers.push(sleeper);
    signal?.addEventListener('abort', abort, { once: true });
    return promise.finally(() => signal?.removeEventListener('abort', abort));
  }
}
