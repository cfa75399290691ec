import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAhead } from './read-ahead.js';

async function* numbers(count: number, log: number[] = [], failAfter = Infinity): AsyncGenerator<number> {
  for (let number = 0; number < count; number += 1) {
    if (number >= failAfter) throw new Error('source broke');
    log.push(number);
    yield number;
    await Promise.resolve();
  }
}

describe('readAhead', () => {
  it('yields everything in order, for any number and capacity', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(50), fc.integer({ min: 1, max: 9 }), async (count, capacity) => {
        const seen: number[] = [];
        for await (const item of readAhead(numbers(count), capacity)) seen.push(item);
        expect(seen).toEqual(Array.from({ length: count }, (_, index) => index));
      }),
    );
  });

  it('pulls at most `capacity` items before they are asked for', async () => {
    const log: number[] = [];
    const items = readAhead(numbers(100, log), 3);
    await items.next();
    for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
    expect(log.length).toBeGreaterThan(1);
    expect(log.length).toBeLessThanOrEqual(4);
    await items.return(undefined);
  });

  it('throws the failure of the source only after the items before it', async () => {
    const seen: number[] = [];
    const reading = (async () => {
      for await (const item of readAhead(numbers(10, [], 4), 8)) seen.push(item);
    })();
    await expect(reading).rejects.toThrow('source broke');
    expect(seen).toEqual([0, 1, 2, 3]);
  });

  it('stops the source when the consumer stops', async () => {
    const log: number[] = [];
    for await (const item of readAhead(numbers(1_000, log), 2)) if (item === 5) break;
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    expect(log.length).toBeLessThan(12);
  });
});
