import {
  applyCheckpoint,
  type Batch,
  type Checkpoint,
  type PartitionState,
  type ReadRequest,
  type Stream,
  type StreamItem,
} from '@etl/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect } from '../__fixtures__/collect.js';
import { failureOf } from '../__fixtures__/failure-of.js';
import { SimulatedClock } from '../__fixtures__/simulated-clock.js';
import { readRequest } from '../__fixtures__/test-read.js';
import { SplitWindow, splitWhenLarge, type Window } from './window.js';
import { windowedStream, type WindowedStreamOptions } from './windowed-stream.js';

const tables = ['calls', 'transcripts'].map((name) => ({
  name,
  fields: [{ name: 'id', path: ['id'], type: 'string' as const }],
  primaryKey: ['id'],
}));
const STARTED_AT = 1000;

function streamOf(
  readWindow: WindowedStreamOptions['readWindow'],
  parts: Partial<WindowedStreamOptions> = {},
) {
  return windowedStream({
    name: 'calls',
    tables,
    scope: 's',
    start: 0,
    lookBack: 0,
    endDelay: 0,
    maxWindow: 400,
    clock: new SimulatedClock(5000),
    readWindow,
    ...parts,
  });
}

async function* readNothing(): AsyncGenerator<Batch> {
  yield* [];
}

const request = (parts: Partial<ReadRequest> = {}) => readRequest({ startedAt: STARTED_AT, ...parts });

function batch(...instants: number[]): Batch {
  const records = instants.map((instant) => ({ text: `{"id":"${instant}"}` }));
  return { kind: 'batch', table: 'calls', records, fetched: records.length };
}

const checkpointsOf = (items: readonly StreamItem[]) =>
  items.flatMap((item) => (item.kind === 'batch' ? (item.checkpoints ?? []) : []));
const covered = (from: number, to: number, readAt: number) => ({
  kind: 'covered',
  partition: '',
  from,
  to,
  readAt,
  scope: 's',
  lookBack: 0,
});

describe('windowedStream', () => {
  it('plans and reads window after window up to the end delay', async () => {
    const stream = streamOf(
      async function* ({ from }) {
        yield batch(from);
      },
      { endDelay: 100, description: 'Calls.' },
    );
    expect(stream).toMatchObject({ name: 'calls', description: 'Calls.', tables });
    expect(stream.plan(request())).toEqual([
      { partition: '', reason: 'uncovered', from: 0, to: 400, scope: 's' },
      { partition: '', reason: 'uncovered', from: 400, to: 800, scope: 's' },
      { partition: '', reason: 'uncovered', from: 800, to: 900, scope: 's' },
    ]);
    const items = await collect(stream.read(request()));
    expect(items.map((item) => item.kind === 'batch' && item.records.map(({ text }) => text))).toEqual([
      ['{"id":"0"}'],
      ['{"id":"400"}'],
      ['{"id":"800"}'],
    ]);
  });

  it('keeps within since and until, and never claims what is younger than the run', () => {
    const stream = streamOf(readNothing, { endDelay: 100, maxWindow: 10_000 });
    const plan = (parts: Partial<ReadRequest>) =>
      stream.plan(request(parts)).map(({ from, to }) => [from, to]);
    expect(plan({ since: 300 })).toEqual([[300, 900]]);
    expect(plan({ until: 500 })).toEqual([[0, 500]]);
    expect(plan({ until: 5_000_000 })).toEqual([[0, 900]]);
    expect(plan({ since: 900 })).toEqual([]);
  });

  it('covers a window with its last batch, as read when the reading began', async () => {
    const clock = new SimulatedClock(5000);
    const stream = streamOf(
      async function* ({ from }) {
        clock.advance(7);
        yield batch(from);
        clock.advance(7);
        yield batch(from + 1);
      },
      { clock, maxWindow: 500, partition: '' },
    );
    const items = await collect(stream.read(request()));
    expect(items).toEqual([
      batch(0),
      { ...batch(1), checkpoints: [covered(0, 500, 5000)] },
      batch(500),
      { ...batch(501), checkpoints: [covered(500, 1000, 5014)] },
    ]);
  });

  it('covers an empty window, too, with a batch of a table that is wanted', async () => {
    const stream = streamOf(readNothing, { partition: 'p', maxWindow: 5000 });
    const empty = (table: string) => ({
      kind: 'batch',
      table,
      records: [],
      fetched: 0,
      checkpoints: [{ ...covered(0, 1000, 5000), partition: 'p' }],
    });
    expect(await collect(stream.read(request({ tables: new Set(['transcripts']) })))).toEqual([
      empty('transcripts'),
    ]);
    expect(await collect(stream.read(request({ tables: new Set(['calls', 'transcripts']) })))).toEqual([
      empty('calls'),
    ]);
    expect(await collect(stream.read(request({ tables: new Set() })))).toEqual([empty('calls')]);
  });

  it('does not cover a window whose reading fails', async () => {
    const items: StreamItem[] = [];
    const stream = streamOf(async function* ({ from }) {
      yield batch(from);
      yield batch(from + 1);
      if (from > 0) throw new Error('cut off');
    });
    const reading = (async () => {
      for await (const item of stream.read(request())) items.push(item);
    })();
    await expect(reading).rejects.toThrow('cut off');
    expect(checkpointsOf(items)).toEqual([covered(0, 400, 5000)]);
  });

  it('reads a large window in parts, and covers each by itself', async () => {
    const asked: string[] = [];
    const stream = streamOf(
      async function* (window) {
        asked.push(`${window.from}-${window.to}`);
        splitWhenLarge(window, window.to - window.from, 250);
        yield batch(window.from);
      },
      { maxWindow: 1000 },
    );
    const items = await collect(stream.read(request()));
    expect(asked).toEqual(['0-1000', '0-250', '250-500', '500-750', '750-1000']);
    expect(checkpointsOf(items).map((point) => 'from' in point && [point.from, point.to])).toEqual([
      [0, 250],
      [250, 500],
      [500, 750],
      [750, 1000],
    ]);
  });

  it('splits again where the parts are still too large, and reads whole what cannot be divided', async () => {
    const whole: Window[] = [];
    const stream = streamOf(
      async function* (window) {
        // All records share one millisecond.
        splitWhenLarge(window, window.from <= 7 && window.to > 7 ? 10_000 : 0, 9999);
        if (window.from <= 7 && window.to > 7) whole.push(window);
        yield batch(window.from);
      },
      { maxWindow: 1000 },
    );
    await collect(stream.read(request()));
    expect(whole).toEqual([{ from: 7, to: 8, reason: 'uncovered', divisible: false }]);
  });

  it('reads a second once, however busy it is, when the vendor tells only seconds apart', async () => {
    const asked: string[] = [];
    const stream = streamOf(
      async function* (window) {
        asked.push(`${window.from}-${window.to}`);
        splitWhenLarge(window, window.from < 3000 && window.to > 2000 ? 10_000 : 0, 2500);
        yield* [];
      },
      { maxWindow: 2500, resolution: 1000, start: 500 },
    );
    await collect(stream.read(request({ startedAt: 4000 })));
    expect(asked).toEqual(['500-2000', '2000-4000', '2000-3000', '3000-4000']);
  });

  it('lets an error pass that asks to divide what cannot be divided', async () => {
    const stream = streamOf(async function* (window) {
      yield* await Promise.reject<Batch[]>(new SplitWindow(window.to + 1));
    });
    const error = await failureOf(collect(stream.read(request({ until: 1 }))));
    expect(error.message).toContain('2 parts');
  });

  it('begins no further window once aborted', async () => {
    const controller = new AbortController();
    const reason = new Error('stopped');
    const stream = streamOf(async function* ({ from }) {
      controller.abort(reason);
      yield batch(from);
    });
    const items: StreamItem[] = [];
    const reading = (async () => {
      for await (const item of stream.read(request({ signal: controller.signal }))) items.push(item);
    })();
    await expect(reading).rejects.toBe(reason);
    expect(items).toHaveLength(1);
  });

  it('has yielded every record once it covers everything, however often it was killed on the way', async () => {
    const scenario = fc.record({
      instants: fc.array(fc.integer({ min: 0, max: 999 }), { maxLength: 60 }),
      kills: fc.array(fc.nat(6), { maxLength: 8 }),
      pageSize: fc.integer({ min: 1, max: 10 }),
      limit: fc.integer({ min: 1, max: 20 }),
      maxWindow: fc.integer({ min: 50, max: 1000 }),
      concurrency: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ instants, kills, pageSize, limit, maxWindow, concurrency }) => {
        const readWindow = async function* (window: Window): AsyncGenerator<Batch> {
          const found = instants.filter((instant) => instant >= window.from && instant < window.to);
          splitWhenLarge(window, found.length, limit);
          for (let at = 0; at < found.length; at += pageSize) yield batch(...found.slice(at, at + pageSize));
        };
        const stream = streamOf(readWindow, { maxWindow, concurrency });
        const destination = new Destination();
        for (const kill of [...kills, Infinity]) await destination.run(stream, kill);
        expect([...destination.stored].sort()).toEqual(
          [...new Set(instants.map((instant) => `{"id":"${instant}"}`))].sort(),
        );
        expect(stream.plan(destination.request())).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('reads each instant twice, however often it runs, when it settles once', async () => {
    const read: [number, number][] = [];
    const clock = new SimulatedClock(0);
    const stream = streamOf(
      async function* ({ from, to }) {
        read.push([from, to]);
        yield batch();
      },
      { settleOnce: true, lookBack: 100, clock },
    );
    let state: PartitionState | undefined;
    for (let now = 50; now <= 400; now += 50) {
      clock.advance(50);
      const known = new Map(state === undefined ? [] : [['', state]]);
      const items = await collect(stream.read(request({ startedAt: now, state: known })));
      for (const checkpoint of checkpointsOf(items)) state = applyCheckpoint(state, checkpoint);
    }
    const times = (instant: number) => read.filter(([from, to]) => from <= instant && instant < to).length;

    expect([0, 49, 125, 275, 296].map(times)).toEqual([2, 2, 2, 2, 2]);
    expect([300, 399].map(times)).toEqual([1, 1]);
    // Eight runs of new instants, and one for each third of a look-back that settled.
    expect(read.length).toBeLessThanOrEqual(8 + 9);
    expect(state?.coverage.at(-1)?.to).toBe(400);
  });
});

/** Commits rows together with the state that covers them; what is staged after the last checkpoint dies with the run. */
class Destination {
  readonly stored = new Set<string>();
  #state: PartitionState | undefined;

  request(): ReadRequest {
    return request({ state: new Map(this.#state && [['', this.#state]]) });
  }

  async run(stream: Stream, killAfter: number): Promise<void> {
    let staged: string[] = [];
    let left = killAfter;
    for await (const item of stream.read(this.request())) {
      if (left-- <= 0 || item.kind !== 'batch') return;
      staged.push(...item.records.map(({ text }) => text));
      if (item.checkpoints !== undefined) staged = this.#commit(staged, item.checkpoints);
    }
  }

  #commit(staged: readonly string[], checkpoints: readonly Checkpoint[]): string[] {
    for (const text of staged) this.stored.add(text);
    for (const checkpoint of checkpoints) this.#state = applyCheckpoint(this.#state, checkpoint);
    return [];
  }
}
