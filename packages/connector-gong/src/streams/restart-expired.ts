import { isEtlError, TransientError } from '@etl/core';
import { CURSOR_EXPIRED, NOTHING_FOUND } from '../api/failures.js';

const RESTARTS = 3;
/** A list that is said to be empty in its middle has lost its place as well. */
const PLACE_LOST: ReadonlySet<string> = new Set([CURSOR_EXPIRED, NOTHING_FOUND]);

/**
 * Reads a list again from its start when its page cursor is dead; Gong lets them live for an hour from the first page.
 * What was yielded before comes twice, which costs nothing.
 *
 * @param what what is being read, for the error.
 * @throws TransientError when it happens time and again.
 */
export async function* restartExpired<Item>(
  what: string,
  read: () => AsyncIterable<Item>,
): AsyncGenerator<Item> {
  for (let restarts = 0; ; restarts += 1) {
    try {
      yield* read();
      return;
    } catch (error) {
      if (!isEtlError(error) || !PLACE_LOST.has(error.code)) throw error;
      if (restarts === RESTARTS) throw explainGivingUp(what, error);
    }
  }
}

function explainGivingUp(what: string, cause: unknown): TransientError {
  return new TransientError({
    code: CURSOR_EXPIRED,
    message: `Gong's page cursor was dead ${RESTARTS + 1} times while ${what} were read.`,
    remedy: 'Run again; if it happens to calls again, set a smaller max_window.',
    cause,
  });
}
