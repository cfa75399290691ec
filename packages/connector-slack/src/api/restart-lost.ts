import { TransientError } from '@etl/core';
import { isRefusal } from './failures.js';

const RESTARTS = 3;

/**
 * Reads a list again from its start when its page cursor is dead. What was yielded before comes twice, which costs nothing.
 *
 * @param what what is being read, for the error.
 * @throws TransientError when it happens time and again.
 */
export async function* restartLost<Item>(
  what: string,
  read: () => AsyncIterable<Item>,
): AsyncGenerator<Item> {
  for (let restarts = 0; ; restarts += 1) {
    try {
      yield* read();
      return;
    } catch (error) {
      if (!isRefusal(error, 'invalid_cursor')) throw error;
      if (restarts === RESTARTS) throw explainGivingUp(what, error);
    }
  }
}

function explainGivingUp(what: string, cause: unknown): TransientError {
  return new TransientError({
    code: 'slack_invalid_cursor',
    message: `Slack’s page cursor was dead ${RESTARTS + 1} times while ${what} were read.`,
    remedy: 'Run again later.',
    cause,
  });
}
