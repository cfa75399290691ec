import type { Batch, StreamItem } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { collect } from '../__fixtures__/collect.js';
import { SimulatedClock } from '../__fixtures__/simulated-clock.js';
import { readRequest } from '../__fixtures__/test-read.js';
import { snapshotStream } from './snapshot-stream.js';

const table = (name: string) => ({
  name,
  fields: [{ name: 'id', path: ['id'], type: 'string' as const }],
  primaryKey: ['id'],
});

function batch(tableName: string, ...ids: string[]): Batch {
  return {
    kind: 'batch',
    table: tableName,
    records: ids.map((id) => ({ text: `{"id":"${id}"}` })),
    fetched: ids.length,
  };
}

async function readStream(...batches: Batch[]): Promise<StreamItem[]> {
  const clock = new SimulatedClock(1000);
  const stream = snapshotStream({
    name: 'users',
    description: 'People.',
    tables: [table('users'), table('aliases')],
    table: 'users',
    clock,
    async *readAll() {
      clock.advance(500);
      yield* batches;
    },
  });
  return collect(stream.read(readRequest()));
}

const complete = {
  kind: 'complete',
  partition: '',
  sweep: 'users',
  table: 'users',
  within: [],
  readAt: 1000,
};

describe('snapshotStream', () => {
  it("sweeps the table's batches and completes with the last", async () => {
    expect(await readStream(batch('users', '1'), batch('aliases', 'a'), batch('users', '2'))).toEqual([
      { ...batch('users', '1'), sweep: 'users' },
      batch('aliases', 'a'),
      { ...batch('users', '2'), sweep: 'users', checkpoints: [complete] },
    ]);
  });

  it('keeps the checkpoints of the last batch, before its own', async () => {
    const resume = { kind: 'resume', partition: '', value: 7 } as const;
    const [last] = await readStream({ ...batch('users', '1'), checkpoints: [resume] });
    expect(last).toMatchObject({ checkpoints: [resume, complete] });
  });

  it('completes an empty list, too', async () => {
    expect(await readStream()).toEqual([{ ...batch('users'), sweep: 'users', checkpoints: [complete] }]);
  });

  it('does not complete when reading fails', async () => {
    const items: StreamItem[] = [];
    const stream = snapshotStream({
      name: 'users',
      tables: [table('users')],
      table: 'users',
      partition: 'p',
      clock: new SimulatedClock(),
      async *readAll() {
        yield batch('users', '1');
        yield batch('users', '2');
        throw new Error('cut off');
      },
    });
    await expect(
      (async () => {
        for await (const item of stream.read(readRequest())) items.push(item);
      })(),
    ).rejects.toThrow('cut off');
    expect(items.flatMap((item) => ('checkpoints' in item ? item.checkpoints : []))).toEqual([]);
    expect(stream.plan(readRequest())).toEqual([{ partition: 'p', reason: 'snapshot' }]);
  });
});
