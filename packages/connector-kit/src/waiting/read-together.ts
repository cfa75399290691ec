import { childAbort } from './child-abort.js';

export interface ReadTogetherOptions<Item> {
  /** The most sources read at a time. */
  readonly concurrency: number;
  /**
   * The next source to begin with, or `undefined` while there is none. Asked again whenever an item was taken or a
   * source has ended; it is over when all have ended and there is none. The signal aborts when nobody reads any more.
   */
  readonly next: (signal: AbortSignal) => AsyncIterable<Item> | undefined;
  readonly signal: AbortSignal;
}

/**
 * Yields the items of several sources as they come. No more than one of each is held; the order within a source is kept.
 * The first failure ends it, and the others with it.
 */
export async function* readTogether<Item>(options: ReadTogetherOptions<Item>): AsyncGenerator<Item> {
  const { concurrency, next, signal } = options;
  const { controller, release } = childAbort(signal);
  const pending = new Map<AsyncIterator<Item>, Promise<Arrival<Item>>>();
  const ask = (source: AsyncIterator<Item>): void => {
    const arrival = arrive(source);
    // It may fail while nobody waits for it; whoever waits next hears of it.
    arrival.catch(() => undefined);
    pending.set(source, arrival);
  };
  const begin = (): boolean => {
    const source = pending.size < concurrency ? next(controller.signal) : undefined;
    if (source !== undefined) ask(source[Symbol.asyncIterator]());
    return source !== undefined;
  };
  try {
    for (;;) {
      while (begin());
      if (pending.size === 0) return;
      const { source, result } = await Promise.race(pending.values());
      pending.delete(source);
      if (result.done === true) continue;
      ask(source);
      yield result.value;
    }
  } finally {
    release();
    controller.abort(new Error('Nobody reads these sources any more.'));
    await Promise.all([...pending].map(([source, arrival]) => close(source, arrival)));
  }
}

interface Arrival<Item> {
  readonly source: AsyncIterator<Item>;
  readonly result: IteratorResult<Item>;
}

async function arrive<Item>(source: AsyncIterator<Item>): Promise<Arrival<Item>> {
  return { source, result: await source.next() };
}

/** What a source that nobody reads any more still has to say does not matter. */
async function close(source: AsyncIterator<unknown>, arrival: Promise<unknown>): Promise<void> {
  await Promise.allSettled([arrival, source.return?.()]);
}
