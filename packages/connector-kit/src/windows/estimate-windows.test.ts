import type { Batch, EstimateRequest, Stream } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { SimulatedClock } from '../__fixtures__/simulated-clock.js';
import { snapshotStream } from './snapshot-stream.js';
import { splitWhenLarge, type Window } from './window.js';
import { windowedStream } from './windowed-stream.js';

const TABLE = { name: 'calls', primaryKey: ['id'], fields: [] };
const clock = new SimulatedClock();
const base = { tables: [TABLE], clock, name: 'calls' };

/** Nothing is read here. */
const nothing = (): AsyncIterable<Batch> => {
  throw new Error('read');
};

function windowed(cost: object = {}): Stream {
  return windowedStream({
    ...base,
    scope: 'all',
    start: 0,
    lookBack: 0,
    endDelay: 0,
    maxWindow: 100,
    readWindow: nothing,
    ...cost,
  });
}

function request(mayAsk: boolean, parts: Partial<EstimateRequest> = {}): EstimateRequest {
  return {
    state: new Map(),
    startedAt: 400,
    tables: new Set(['calls']),
    signal: new AbortController().signal,
    report: () => undefined,
    mayAsk,
    ...parts,
  };
}

describe('what windows cost', () => {
  it('is at least a request each, found without asking', async () => {
    const count = () => Promise.reject(new Error('asked'));
    const stream = windowed({ cost: { quota: 'acme', count } });
    expect(await stream.estimate?.(request(false))).toEqual({
      requests: [{ quota: 'acme', count: 4 }],
      isExact: false,
    });
    expect(await stream.estimate?.(request(false, { since: 390 }))).toMatchObject({
      requests: [{ count: 1 }],
    });
  });

  it('is what the vendor says of each, split where reading splits', async () => {
    const asked: string[] = [];
    // A record each instant up to 130, pages of ten.
    const count = async (window: Window) => {
      asked.push(`${window.from}-${window.to}`);
      const records = Math.max(0, Math.min(window.to, 130) - window.from);
      splitWhenLarge(window, records, 50);
      return { requests: Math.max(1, Math.ceil(records / 10)), records };
    };
    const estimate = await windowed({ cost: { quota: 'acme', count } }).estimate?.(request(true));
    expect(asked).toEqual(['0-100', '0-50', '50-100', '100-200', '200-300', '300-400']);
    expect(estimate).toEqual({
      requests: [{ quota: 'acme', count: 1 + 5 + 5 + 3 + 1 + 1 }],
      records: 130,
      isExact: false,
    });
  });

  it('stops asking when it is aborted', async () => {
    const controller = new AbortController();
    let asked = 0;
    const count = async () => {
      asked += 1;
      controller.abort(new Error('enough'));
      return { requests: 1, records: 0 };
    };
    const stream = windowed({ cost: { quota: 'acme', count } });
    await expect(stream.estimate?.(request(true, { signal: controller.signal }))).rejects.toThrow('enough');
    expect(asked).toBe(1);
  });

  it('is unknown where the connector does not say', () => {
    expect('estimate' in windowed()).toBe(false);
  });
});

describe('what a list costs that is read whole', () => {
  const list = { ...base, table: 'calls', readAll: nothing };

  it('is one request at least, or what the vendor says', async () => {
    const count = async () => ({ requests: 7, records: 640 });
    const stream = snapshotStream({ ...list, cost: { quota: 'acme', count } });
    expect(await stream.estimate?.(request(false))).toMatchObject({
      requests: [{ quota: 'acme', count: 1 }],
    });
    expect(await stream.estimate?.(request(true))).toEqual({
      requests: [{ quota: 'acme', count: 7 }],
      records: 640,
      isExact: false,
    });
    expect('estimate' in snapshotStream(list)).toBe(false);
  });
});
