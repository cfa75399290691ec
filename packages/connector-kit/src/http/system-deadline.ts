import type { Duration } from '@etl/core';

/** Longer timers fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Reason of the signal when time is up. */
export class DeadlineExceeded extends Error {
  constructor(duration: Duration) {
    super(`Not done within ${duration} ms.`);
    this.name = 'DeadlineExceeded';
  }
}

/**
 * Runs `work` with a signal that aborts with the caller's or when time is up, whichever is first; its reason is then
 * thrown instead of what `work` throws.
 */
export async function withDeadline<Value>(
  signal: AbortSignal,
  duration: Duration,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  signal.throwIfAborted();
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort(signal.reason);
  };
  const timer = setTimeout(
    () => {
      controller.abort(new DeadlineExceeded(duration));
    },
    Math.min(duration, LONGEST_TIMER),
  );
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await work(controller.signal);
  } catch (error) {
    controller.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
