import { ConfigError, type Batch, type ReadRequest, type Source, type StreamItem } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { collect } from '../__fixtures__/collect.js';
import { failureOf } from '../__fixtures__/failure-of.js';
import { readRecords, type ReadRecordsOptions } from './read-records.js';
import { systemDependencies } from './system-dependencies.js';

const table = (name: string) => ({ name, fields: [], primaryKey: ['id'] });

function sourceOf(items: StreamItem[], requests: ReadRequest[] = []): Source {
  const stream = (name: string, tables: readonly ReturnType<typeof table>[]) => ({
    name,
    tables,
    plan: () => [],
    async *read(request: ReadRequest) {
      requests.push(request);
      yield* items;
    },
  });
  const streams = [stream('calls', [table('calls'), table('transcripts')]), stream('nothing', [])];
  return { check: () => Promise.resolve({ account: 'a' }), streams: () => Promise.resolve(streams) };
}

function batch(tableName: string, ...texts: string[]): Batch {
  return { kind: 'batch', table: tableName, records: texts.map((text) => ({ text })), fetched: texts.length };
}

const read = (items: StreamItem[], stream = 'calls', options?: ReadRecordsOptions) =>
  collect(readRecords(sourceOf(items), stream, options));

describe('readRecords', () => {
  it("yields the first table's records, numbers without loss", async () => {
    const items = [batch('calls', '{"id":"1","n":12345678901234567890}'), batch('transcripts', '{"id":"x"}')];
    const records = await read(items);
    expect(JSON.stringify(records)).toBe('[{"id":"1","n":12345678901234567890}]');
  });

  it('yields another table on request', async () => {
    const items = [batch('calls', '{"id":"1"}'), batch('transcripts', '{"id":"x"}')];
    expect(await read(items, 'calls', { table: 'transcripts' })).toEqual([{ id: 'x' }]);
  });

  it('asks for this table alone, from the beginning, within the bounds given', async () => {
    const requests: ReadRequest[] = [];
    const options = { since: '2026-01-01', until: '2026-02-01T00:00:00+01:00' };
    await collect(readRecords(sourceOf([], requests), 'calls', options));
    expect(requests[0]).toMatchObject({
      state: new Map(),
      tables: new Set(['calls']),
      since: Date.UTC(2026, 0, 1),
      until: Date.UTC(2026, 0, 31, 23),
    });
  });

  it('reads what can be read before it throws what stopped a partition', async () => {
    const error = new ConfigError({ code: 'not_in_channel', message: 'x' });
    const items: StreamItem[] = [
      { kind: 'partition_failure', partition: 'C1', error },
      batch('calls', '{"id":"1"}'),
    ];
    const records: unknown[] = [];
    const reading = (async () => {
      for await (const record of readRecords(sourceOf(items), 'calls')) records.push(record);
    })();
    expect(await failureOf(reading)).toBe(error);
    expect(records).toEqual([{ id: '1' }]);
  });

  it.each([
    ['a stream that does not exist', 'emails', {}, 'unknown_stream', 'calls, nothing'],
    ['a table that does not exist', 'calls', { table: 'users' }, 'unknown_table', 'calls, transcripts'],
    ['a stream without tables', 'nothing', {}, 'unknown_table', 'nothing'],
    ['a date that does not exist', 'calls', { since: '2026-13-01' }, 'invalid_instant', '2026-13-01'],
    ['an instant without offset', 'calls', { until: '2026-01-01T00:00:00' }, 'invalid_instant', 'until'],
    ['a number that is no instant', 'calls', { since: Number.NaN }, 'invalid_instant', 'since'],
  ])('explains %s', async (_name, stream, options, code, found) => {
    const error = await failureOf(read([], stream, options));
    expect(error).toMatchObject({ kind: 'config', code });
    expect(`${error.message} ${error.remedy ?? ''}`).toContain(found);
  });
});

describe('systemDependencies', () => {
  it('brings everything a source needs, and takes replacements', async () => {
    const dependencies = systemDependencies();
    dependencies.logger.warn('not shown');
    expect(dependencies.random()).toBeLessThan(1);
    await dependencies.localStore.write('key', [1]);
    expect(await dependencies.localStore.read('key')).toEqual([1]);
    const localStore = systemDependencies().localStore;
    expect(systemDependencies({ localStore }).localStore).toBe(localStore);
    expect(await localStore.read('key')).toBeUndefined();
  });

  it('shares one clock, and with it the quotas', () => {
    expect(systemDependencies().clock).toBe(systemDependencies().clock);
  });

  it('cleans what the transport throws with its own redactor', async () => {
    const dependencies = systemDependencies();
    dependencies.redactor.add('s3cr3t-path');
    const signal = new AbortController().signal;
    const request = {
      method: 'GET' as const,
      url: 'http://127.0.0.1:1/s3cr3t-path',
      headers: {},
      timeout: 1000,
      signal,
    };
    const error = await failureOf(dependencies.transport(request));
    expect(error.message).not.toContain('s3cr3t-path');
  });
});
