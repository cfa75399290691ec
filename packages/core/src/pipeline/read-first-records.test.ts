import { describe, expect, it } from 'vitest';
import type { Batch, StreamItem } from '../contracts/batch.js';
import { FatalError } from '../errors/errors.js';
import { toyStream } from './__fixtures__/toy-stream.js';
import type { PlannedStream } from './plan-run.js';
import { readFirstRecords } from './read-first-records.js';

function batch(table: string, count: number): Batch {
  const records = Array.from({ length: count }, (_, index) => ({ text: `{"id":"${table}${index}"}` }));
  return { kind: 'batch', table, records, fetched: count };
}

function planned(items: readonly StreamItem[], pulled: StreamItem[] = []): PlannedStream {
  const stream = toyStream(async function* () {
    for (const item of items) {
      pulled.push(item);
      yield await Promise.resolve(item);
    }
  });
  const transformers = [
    {
      kind: 'record' as const,
      name: 'upper',
      transform: (one: Batch) => ({
        ...one,
        records: one.records.map(({ text }) => ({ text: text.toUpperCase() })),
      }),
    },
  ];
  return { source: { transformers } as never, stream, tables: stream.tables };
}

function read(stream: PlannedStream, limit: number, signal = new AbortController().signal) {
  return readFirstRecords(stream, { limit, startedAt: 0, signal, report: () => undefined });
}

describe('the first records of a stream', () => {
  it('are the limit of each table, as transformers leave them', async () => {
    const pulled: StreamItem[] = [];
    const items = [
      batch('things', 2),
      batch('others', 1),
      batch('things', 5),
      batch('others', 5),
      batch('things', 9),
    ];
    const { tables } = await read(planned(items, pulled), 3);
    expect(tables.get('things')?.map(({ text }) => text)).toEqual([
      '{"ID":"THINGS0"}',
      '{"ID":"THINGS1"}',
      '{"ID":"THINGS0"}',
    ]);
    expect(tables.get('others')).toHaveLength(3);
    expect(pulled).toHaveLength(4);
  });

  it('do not wait for a table that stays empty', async () => {
    const pulled: StreamItem[] = [];
    const { tables } = await read(
      planned(
        Array.from({ length: 50 }, () => batch('things', 5)),
        pulled,
      ),
      5,
    );
    expect(tables.get('others')).toEqual([]);
    expect(pulled.length).toBeLessThanOrEqual(2);
  });

  it('are all there are when there are few, and name what could not be read', async () => {
    const error = new FatalError({ code: 'x', message: 'No.' });
    const failure = { kind: 'partition_failure', partition: 'C1', error } as const;
    const first = await read(planned([batch('things', 1), failure, batch('unknown', 1)]), 10);
    expect(first.tables.get('things')).toHaveLength(1);
    expect(first.failures).toEqual([failure]);
  });

  it('are not read after an abort', async () => {
    const controller = new AbortController();
    controller.abort(new Error('stop'));
    await expect(read(planned([batch('things', 1)]), 1, controller.signal)).rejects.toThrow('stop');
  });
});
