import type { Clock, Duration } from '@etl/core';

/** Longer timers fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The machine's own time. One object for the whole process: quotas are shared among those who share a clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (duration, signal) => {
    const end = Date.now() + duration;
    for (let left = duration; left > 0; left = end - Date.now()) {
      await sleepOnce(Math.min(left, LONGEST_TIMER), signal);
    }
    signal?.throwIfAborted();
  },
};

function sleepOnce(duration: Duration, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, duration);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
