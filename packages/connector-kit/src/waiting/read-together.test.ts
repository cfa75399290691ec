import { describe, expect, it } from 'vitest';
import { collect } from '../__fixtures__/collect.js';
import { readTogether } from './read-together.js';

const signal = new AbortController().signal;

async function* count(name: string, items: number, ended?: string[]): AsyncGenerator<string> {
  try {
    for (let item = 1; item <= items; item += 1) yield `${name}${item}`;
  } finally {
    ended?.push(name);
  }
}

/** Hands out sources one after another. */
function inTurn(...sources: AsyncIterable<string>[]): () => AsyncIterable<string> | undefined {
  return () => sources.shift();
}

describe('readTogether', () => {
  it('yields everything, each source in its own order', async () => {
    const items = await collect(
      readTogether({ concurrency: 2, signal, next: inTurn(count('a', 3), count('b', 1), count('c', 2)) }),
    );

    expect(items.toSorted()).toEqual(['a1', 'a2', 'a3', 'b1', 'c1', 'c2']);
    expect(items.filter((item) => item.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
  });

  it('does not let one source wait for another', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    async function* stuck(): AsyncGenerator<string> {
      await promise;
      yield 'late';
    }
    const items: string[] = [];
    for await (const item of readTogether({
      concurrency: 2,
      signal,
      next: inTurn(stuck(), count('b', 3)),
    })) {
      items.push(item);
      if (item === 'b3') resolve(undefined);
    }

    expect(items).toEqual(['b1', 'b2', 'b3', 'late']);
  });

  it('reads no more at a time than it may, and asks again when one has ended', async () => {
    let open = 0;
    let most = 0;
    async function* counted(source: AsyncIterable<string>): AsyncGenerator<string> {
      most = Math.max(most, ++open);
      yield* source;
      open -= 1;
    }
    const next = inTurn(...['a', 'b', 'c', 'd', 'e'].map((name) => counted(count(name, 2))));

    expect(await collect(readTogether({ concurrency: 2, signal, next }))).toHaveLength(10);
    expect(most).toBe(2);
  });

  it('begins with sources that come up while others are read', async () => {
    const waiting = [count('a', 2)];
    const items: string[] = [];
    for await (const item of readTogether({ concurrency: 3, signal, next: () => waiting.shift() })) {
      items.push(item);
      if (item === 'a1') waiting.push(count('b', 1));
    }

    expect(items.toSorted()).toEqual(['a1', 'a2', 'b1']);
  });

  it('ends all with the first failure, and throws it', async () => {
    const ended: string[] = [];
    async function* failing(): AsyncGenerator<string> {
      yield 'x1';
      throw new Error('broken');
    }
    const items = readTogether({ concurrency: 2, signal, next: inTurn(count('a', 99, ended), failing()) });

    await expect(collect(items)).rejects.toThrow('broken');
    expect(ended).toEqual(['a']);
  });

  it('aborts what it reads when nobody takes its items any more', async () => {
    let reason: unknown;
    const next = inTurn();
    let begun = false;
    const items = readTogether({
      concurrency: 2,
      signal,
      next: (own) => {
        if (begun) return next();
        begun = true;
        return (async function* (): AsyncGenerator<string> {
          yield 'first';
          await new Promise((resolve) => {
            own.addEventListener('abort', resolve);
          });
          reason = own.reason;
        })();
      },
    });
    await items.next();
    await items.return(undefined);

    expect(reason).toBeInstanceOf(Error);
  });

  it('aborts with the reader', async () => {
    const controller = new AbortController();
    controller.abort(new Error('stop'));
    let seen: AbortSignal | undefined;
    const next = (own: AbortSignal): undefined => void (seen = own);

    await collect(readTogether({ concurrency: 1, signal: controller.signal, next }));

    expect(seen?.reason).toEqual(new Error('stop'));
  });
});
