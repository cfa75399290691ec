import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { untilAborted } from './until-aborted.js';

describe('untilAborted', () => {
  it('settles like the work', async () => {
    const { signal } = new AbortController();
    expect(await untilAborted(Promise.resolve(7), signal)).toBe(7);
    await expect(untilAborted(Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('does not wait for work that goes on, and takes care of its failure', async () => {
    const reason = new Error('stopped');
    const failures: unknown[] = [];
    const remember = (failure: unknown): void => {
      failures.push(failure);
    };
    process.on('unhandledRejection', remember);
    const work = Promise.withResolvers<undefined>();
    await expect(untilAborted(work.promise, AbortSignal.abort(reason))).rejects.toBe(reason);
    work.reject(new Error('too late'));
    await new Promise(setImmediate);
    process.off('unhandledRejection', remember);
    expect(failures).toEqual([]);
  });
});
