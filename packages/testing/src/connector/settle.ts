import { setImmediate, setTimeout } from 'node:timers/promises';
import { requireThat } from '../check/conformance-check.js';

/** Real milliseconds that a read may take to end after an abort. */
export const DEFAULT_PATIENCE = 5000;

/** @throws ConformanceViolation when `work` has not settled in time. */
export async function requireSettled<Result>(
  work: Promise<Result>,
  patience: number,
  what: string,
): Promise<Result> {
  const controller = new AbortController();
  const late = setTimeout(patience, 'late' as const, { signal: controller.signal, ref: true }).catch(
    () => 'late' as const,
  );
  const outcome = await Promise.race([work.then((result) => ({ result })), late]);
  controller.abort();
  requireThat(outcome !== 'late', () => `${what} did not end within ${patience} ms.`);
  return outcome.result;
}

/** Lets the event loop turn until `condition` holds. @throws ConformanceViolation when it does not in time. */
export async function requireEventually(
  condition: () => boolean,
  patience: number,
  what: string,
): Promise<void> {
  const controller = new AbortController();
  const poll = async () => {
    while (!condition() && !controller.signal.aborted) await setImmediate();
  };
  try {
    await requireSettled(poll(), patience, what);
  } finally {
    controller.abort();
  }
}

/** Lets everything that is ready run. */
export async function turnEventLoop(turns = 50): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await setImmediate();
}
