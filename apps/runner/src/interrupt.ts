import { EXIT } from './exit-code.js';

/**
 * A signal that the first Ctrl-C (or SIGTERM) aborts, so that what is complete can be committed. The second one ends the
 * process at once: an open transaction is then undone by the database.
 */
export function createInterruptSignal(tell: (message: string) => void): AbortSignal {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    tell('Stopping: committing what is complete. Press Ctrl-C again to stop at once.');
    controller.abort(new Error('Interrupted by the user.'));
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return controller.signal;
}
