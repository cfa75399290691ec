import { setImmediate } from 'node:timers/promises';
import type { Clock, Duration, HttpTransport, Instant } from '@etl/core';

/** Time that passes only while everybody waits and no request is under way, so that hours of a vendor's limits take none. */
export interface SimulatedClock extends Clock {
  advance(duration: Duration): void;
  /** Lets time stand still while a request is under way. */
  watch(transport: HttpTransport): HttpTransport;
}

interface Sleeper {
  readonly due: Instant;
  readonly wake: () => void;
}

export function createSimulatedClock(start: Instant): SimulatedClock {
  let time = start;
  let underWay = 0;
  let isPassing = false;
  const sleepers: Sleeper[] = [];

  const pass = async (): Promise<void> => {
    if (isPassing) return;
    isPassing = true;
    while (sleepers.length > 0) {
      do await setImmediate();
      while (underWay > 0);
      sleepers.sort((one, other) => one.due - other.due);
      const next = sleepers.shift();
      time = Math.max(time, next?.due ?? time);
      next?.wake();
      await setImmediate();
    }
    isPassing = false;
  };
  return {
    now: () => time,
    advance: (duration) => {
      time += duration;
    },
    sleep: async (duration, signal) => {
      signal?.throwIfAborted();
      await new Promise<void>((wake) => {
        sleepers.push({ due: time + duration, wake });
        void pass();
      });
      signal?.throwIfAborted();
    },
    watch: (transport) => async (request) => {
      underWay += 1;
      try {
        return await transport(request);
      } finally {
        underWay -= 1;
      }
    },
  };
}

/** For the pipeline, whose own timers must not make time fly. */
export function withoutTimers(clock: Clock): Clock {
  return {
    now: () => clock.now(),
    sleep: (_, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
      }),
  };
}
