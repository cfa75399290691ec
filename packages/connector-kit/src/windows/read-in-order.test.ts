import type { Batch } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { collect } from '../__fixtures__/collect.js';
import { readInOrder } from './read-in-order.js';
import { SplitWindow, type Window } from './window.js';

const signal = new AbortController().signal;
const window = (from: number, to = from + 10): Window => ({ from, to, reason: 'uncovered', divisible: true });
const batch = (name: string): Batch => ({ kind: 'batch', table: name, records: [], fetched: 0 });
const ticks = async (count = 50): Promise<void> => {
  for (let tick = 0; tick < count; tick += 1) await Promise.resolve();
};

/** Reads that go on only when the test lets them. */
class Vendor {
  readonly begun: number[] = [];
  readonly ended: number[] = [];
  readonly signals: AbortSignal[] = [];
  readonly #gates = new Map<number, PromiseWithResolvers<undefined>>();

  readonly read = (window: Window, readSignal: AbortSignal): AsyncIterable<Batch> =>
    this.#read(window, readSignal);

  letGo(from: number): void {
    this.#gate(from).resolve(undefined);
  }

  fail(from: number, error: Error): void {
    this.#gate(from).reject(error);
  }

  async *#read({ from }: Window, readSignal: AbortSignal): AsyncGenerator<Batch> {
    this.begun.push(from);
    this.signals.push(readSignal);
    await this.#gate(from).promise;
    for (let page = 0; page < 10; page += 1) yield batch(`${from}.${page}`);
    this.ended.push(from);
  }

  #gate(from: number): PromiseWithResolvers<undefined> {
    const gate = this.#gates.get(from) ?? Promise.withResolvers<undefined>();
    this.#gates.set(from, gate);
    return gate;
  }
}

describe('readInOrder', () => {
  it('reads some windows at a time and yields them in order', async () => {
    const vendor = new Vendor();
    const windows = [0, 10, 20, 30].map((from) => window(from));
    const reading = collect(
      readInOrder({ windows, read: vendor.read, concurrency: 3, resolution: 1, signal }),
    );
    await ticks();
    expect(vendor.begun).toEqual([0, 10, 20]);
    vendor.letGo(20);
    vendor.letGo(10);
    await ticks();
    expect(vendor.ended).toEqual([]);
    vendor.letGo(0);
    vendor.letGo(30);
    const pages = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect((await reading).map(({ table }) => table)).toEqual(
      [0, 10, 20, 30].flatMap((from) => pages.map((page) => `${from}.${page}`)),
    );
  });

  it('reads nothing before it is asked for when it reads one window at a time', async () => {
    const vendor = new Vendor();
    const reader = readInOrder({
      windows: [window(0), window(10)],
      read: vendor.read,
      concurrency: 1,
      resolution: 1,
      signal: signal,
    });
    await ticks();
    expect(vendor.begun).toEqual([]);
    vendor.letGo(0);
    await reader.next();
    await ticks();
    expect(vendor.begun).toEqual([0]);
    expect(vendor.ended).toEqual([]);
  });

  it('holds no more than a few batches of a window whose turn has not come', async () => {
    let yielded = 0;
    const endless = async function* ({ from }: Window): AsyncGenerator<Batch> {
      for (;;) {
        if (from === 10) yielded += 1;
        yield batch(`${from}`);
      }
    };
    const reader = readInOrder({
      windows: [window(0), window(10)],
      read: endless,
      concurrency: 2,
      resolution: 1,
      signal: signal,
    });
    for (let count = 0; count < 100; count += 1) await reader.next();
    expect(yielded).toBe(4);
    await reader.return(undefined);
  });

  it('puts the parts of a split window in its place, before what was read ahead', async () => {
    const read = async function* ({ from, to }: Window): AsyncGenerator<Batch> {
      yield* to - from > 5 && from === 0
        ? await Promise.reject<Batch[]>(new SplitWindow(2))
        : [batch(`${from}-${to}`)];
    };
    for (const concurrency of [1, 2, 5]) {
      const batches = await collect(
        readInOrder({
          windows: [window(0), window(10), window(20)],
          read: read,
          concurrency,
          resolution: 1,
          signal: signal,
        }),
      );
      expect(batches.map(({ table }) => table)).toEqual(['0-5', '5-10', '10-20', '20-30']);
    }
  });

  it('yields all that came before a failure further on', async () => {
    const vendor = new Vendor();
    const failure = new Error('cut off');
    vendor.letGo(0);
    vendor.fail(10, failure);
    const batches: Batch[] = [];
    const reading = (async () => {
      for await (const item of readInOrder({
        windows: [window(0), window(10), window(20)],
        read: vendor.read,
        concurrency: 3,
        resolution: 1,
        signal: signal,
      }))
        batches.push(item);
    })();
    await expect(reading).rejects.toBe(failure);
    expect(batches).toHaveLength(10);
    expect(vendor.signals.map(({ aborted }) => aborted)).toEqual([true, true, true]);
  });

  it('breaks off what was read ahead when nobody wants more', async () => {
    const vendor = new Vendor();
    vendor.letGo(0);
    for await (const item of readInOrder({
      windows: [window(0), window(10)],
      read: vendor.read,
      concurrency: 2,
      resolution: 1,
      signal: signal,
    })) {
      expect(item.table).toBe('0.0');
      break;
    }
    expect(vendor.signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    vendor.letGo(10);
    await ticks();
    expect(vendor.ended).toEqual([]);
  });

  it('lets a window that was read ahead clean up when nobody wants more', async () => {
    const cleaned: number[] = [];
    const read = async function* ({ from }: Window): AsyncGenerator<Batch> {
      try {
        for (;;) yield batch(`${from}`);
      } finally {
        cleaned.push(from);
      }
    };
    const reader = readInOrder({
      windows: [window(0), window(10)],
      read,
      concurrency: 2,
      resolution: 1,
      signal,
    });
    await reader.next();
    await ticks();
    await reader.return(undefined);
    await ticks();
    expect(cleaned.sort()).toEqual([0, 10]);
  });

  it("passes the caller's abort on", async () => {
    const controller = new AbortController();
    const reason = new Error('stopped');
    const vendor = new Vendor();
    const reading = collect(
      readInOrder({
        windows: [window(0), window(10)],
        read: vendor.read,
        concurrency: 2,
        resolution: 1,
        signal: controller.signal,
      }),
    );
    await ticks();
    controller.abort(reason);
    expect(vendor.signals.map((each) => each.reason as unknown)).toEqual([reason, reason]);
    vendor.fail(0, reason);
    await expect(reading).rejects.toBe(reason);
  });
});
