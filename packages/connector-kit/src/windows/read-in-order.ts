import type { Batch, Duration } from '@etl/core';
import { childAbort } from '../waiting/child-abort.js';
import { splitWindow } from './plan-windows.js';
import { readEagerly } from './read-eagerly.js';
import { SplitWindow, type Window } from './window.js';

/** Batches that a window read ahead may hold until its turn comes. */
const READ_AHEAD = 4;

export interface ReadInOrderOptions {
  readonly windows: readonly Window[];
  readonly read: (window: Window, signal: AbortSignal) => AsyncIterable<Batch>;
  readonly concurrency: number;
  /** No part of a split window is finer. */
  readonly resolution: Duration;
  readonly signal: AbortSignal;
}

interface Waiting {
  readonly window: Window;
  /** Present once reading has begun. */
  batches?: AsyncIterable<Batch>;
  stop?: () => void;
}

/**
 * Yields the windows' batches in the windows' order; a window that asks to be split is replaced by its parts. Reads up to
 * `concurrency` windows at a time, each a few batches ahead; with 1, nothing is read before it is asked for.
 */
export async function* readInOrder(options: ReadInOrderOptions): AsyncGenerator<Batch> {
  const { concurrency, signal } = options;
  const { controller, release } = childAbort(signal);
  const begin = (waiting: Waiting): void => {
    const batches = options.read(waiting.window, controller.signal);
    Object.assign(waiting, concurrency > 1 ? eager(batches) : { batches });
  };
  let line: readonly Waiting[] = options.windows.map((window) => ({ window }));
  try {
    for (let head = line[0]; head !== undefined; head = line[0]) {
      signal.throwIfAborted();
      beginNext(line, concurrency, begin);
      const parts = yield* readOrSplit(head, options.resolution);
      line = [...parts.map((window) => ({ window })), ...line.slice(1)];
    }
  } finally {
    release();
    for (const { stop } of line) stop?.();
    controller.abort(new Error('Nobody reads these windows any more.'));
  }
}

function eager(batches: AsyncIterable<Batch>): Required<Omit<Waiting, 'window'>> {
  const { items, stop } = readEagerly(batches, READ_AHEAD);
  return { batches: items, stop };
}

/** The first in line is always begun, the others as long as there are not too many. */
function beginNext(line: readonly Waiting[], concurrency: number, begin: (waiting: Waiting) => void): void {
  let begun = line.filter(({ batches }) => batches !== undefined).length;
  for (const [place, waiting] of line.entries()) {
    if (waiting.batches !== undefined) continue;
    if (place > 0 && begun >= concurrency) return;
    begin(waiting);
    begun += 1;
  }
}

/** @returns the windows to read instead. */
async function* readOrSplit(
  { window, batches }: Waiting,
  resolution: Duration,
): AsyncGenerator<Batch, Window[]> {
  try {
    if (batches !== undefined) yield* batches;
    return [];
  } catch (error) {
    if (!(error instanceof SplitWindow && window.divisible)) throw error;
    return splitWindow(window, error.parts, resolution);
  }
}
