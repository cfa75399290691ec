import type { Duration } from '@etl/core';
import { childAbort } from '../waiting/child-abort.js';

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
  const { controller, release } = childAbort(signal);
  const expire = (): void => {
    controller.abort(new DeadlineExceeded(duration));
  };
  const timer = setTimeout(expire, Math.min(duration, LONGEST_TIMER));
  try {
    controller.signal.throwIfAborted();
    return await work(controller.signal);
  } catch (error) {
    controller.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    release();
  }
}
