import { untilAborted } from '@etl/core';

/** Lets one caller in after another, first come, first served. */
export class Turns {
  #last: Promise<undefined> = Promise.resolve(undefined);

  /**
   * Runs `work` when everybody who came before is done. A caller whose signal aborts leaves the queue at once with the
   * signal's reason.
   */
  async run<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#last = promise;
    try {
      await untilAborted(before, signal);
      return await work();
    } finally {
      void before.then(() => {
        resolve(undefined);
      });
    }
  }
}
