import type { Window } from '@etl/connector-kit';
import { type Batch, isEtlError, TransientError } from '@etl/core';
import { CURSOR_EXPIRED } from '../api/failures.js';

const RESTARTS = 3;

/**
 * Reads a window again from its start when its page cursor died of age, an hour after its first page. What was yielded
 * before comes twice, which costs nothing.
 *
 * @throws TransientError when it happens time and again.
 */
export async function* restartExpired(
  window: Window,
  readWindow: (window: Window) => AsyncIterable<Batch>,
): AsyncGenerator<Batch> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      // Only before its first batch may a window be split.
      yield* readWindow(attempt === 0 ? window : { ...window, divisible: false });
      return;
    } catch (error) {
      if (!isCursorExpired(error)) throw error;
      if (attempt === RESTARTS) throw explainGivingUp(window, error);
    }
  }
}

function isCursorExpired(error: unknown): boolean {
  return isEtlError(error) && error.code === CURSOR_EXPIRED;
}

function explainGivingUp(window: Window, cause: unknown): TransientError {
  const [from, to] = [window.from, window.to].map((instant) => new Date(instant).toISOString());
  return new TransientError({
    code: CURSOR_EXPIRED,
    message: `Gong's page cursor expired ${RESTARTS + 1} times while the calls from ${from} to ${to} were read.`,
    remedy: 'Run again; if it happens again, set a smaller max_window.',
    cause,
  });
}
