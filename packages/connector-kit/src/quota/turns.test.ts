import { describe, expect, it } from 'vitest';
import { Turns } from './turns.js';

const never = new AbortController().signal;

describe('Turns', () => {
  it('lets nobody in before the one in front is done, also when one in between has left', async () => {
    const turns = new Turns();
    const controller = new AbortController();
    const inside = Promise.withResolvers<undefined>();
    const order: string[] = [];
    const first = turns.run(never, async () => {
      await inside.promise;
      order.push('first');
    });
    const left = turns.run(controller.signal, async () => order.push('left'));
    const last = turns.run(never, async () => order.push('last'));
    controller.abort(new Error('stopped'));
    await expect(left).rejects.toThrow('stopped');
    await new Promise(setImmediate);
    expect(order).toEqual([]);
    inside.resolve(undefined);
    await Promise.all([first, last]);
    expect(order).toEqual(['first', 'last']);
  });

  it('goes on after one that failed', async () => {
    const turns = new Turns();
    const failing = turns.run(never, () => Promise.reject(new Error('broken')));
    const next = turns.run(never, () => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('broken');
    expect(await next).toBe('done');
  });
});
