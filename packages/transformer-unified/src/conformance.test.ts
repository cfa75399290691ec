import type { Batch, CoveredCheckpoint, Field, RecordTransformer, Table } from '@etl/core';
import { createDestinationDependencies, createMemoryDestination, readMemoryTable } from '@etl/testing';
import { describe, expect, it } from 'vitest';
import { transformer } from './transformer.js';

function field(name: string, type: Field['type'], ...path: string[]): Field {
  return { name, path, type };
}

const people: Table = {
  name: 'people',
  primaryKey: ['id'],
  version: 'updated_at',
  fields: [
    field('id', 'string', 'meta', 'id'),
    field('meta', 'json', 'meta'),
    field('email', 'string', 'contact', 'email'),
    field('city', 'string', 'contact', 'city'),
    field('updated_at', 'timestamp', 'updated_at'),
  ],
};

const checkpoint: CoveredCheckpoint = {
  kind: 'covered',
  partition: '',
  from: 0,
  to: 1,
  readAt: 2,
  scope: '',
  lookBack: 0,
};

const batch: Batch = {
  kind: 'batch',
  table: 'people',
  records: [
    {
      text: '{"meta":{"id":"1"},"contact":{"email":"a@acme.example","city":"Bern"},"updated_at":"2026-01-01T00:00:00Z"}',
    },
    { text: '{"meta":{"id":"2"},"contact":null,"updated_at":"2026-01-01T00:00:00Z"}' },
  ],
  fetched: 3,
  filtered: { private: 1 },
  deletions: [{ key: ['9'], evidence: 'a tombstone' }],
  sweep: 'people',
  checkpoints: [checkpoint],
};

function create(...columns: string[]): RecordTransformer {
  const created = transformer.create(transformer.configSchema.parse({ columns }));
  if (created.kind !== 'record') throw new Error('This is no record transformer.');
  return created;
}

describe('a record transformer', () => {
  it('can be found and configured', () => {
    expect(transformer).toMatchObject({ specificationVersion: 'v1', name: 'unified' });
    expect(create('people.email')).toMatchObject({ kind: 'record', name: 'unified' });
    expect(() => create()).toThrow(/name at least one column/);
  });

  it('leaves table, counts, deletions and checkpoints alone', async () => {
    const { records, ...rest } = await create('people.email').transform(batch, people);
    const { records: before, ...expected } = batch;

    expect(rest).toEqual(expected);
    expect(records).toHaveLength(before.length);
  });

  it('leaves batches alone that it is not concerned with', async () => {
    expect(await create('orders.email', 'people.unknown').transform(batch, people)).toBe(batch);
  });

  it.each(['id', 'meta', 'updated_at'])('refuses to remove %s, by which rows are told apart', (column) => {
    expect(() => create(`people.${column}`).transform(batch, people)).toThrow(
      expect.objectContaining({ kind: 'config', code: 'column_is_needed' }),
    );
  });

  it('refuses to remove a column by which a sweep finds deleted rows', () => {
    const within = [{ column: 'city', equals: 'Bern' }];
    const complete = {
      kind: 'complete',
      partition: '',
      sweep: 'people',
      table: 'people',
      within,
      readAt: 2,
    } as const;
    const swept: Batch = { ...batch, checkpoints: [complete] };

    expect(() => create('people.city').transform(swept, people)).toThrow(/people\.city.*deletions/);
    expect(() => create('people.email').transform(swept, people)).not.toThrow();
  });

  it.each([
    ['a column that exists', 'people.email', true, undefined],
    ['a misspelt column', 'people.emial', false, 'unknown_column'],
    ['a misspelt table', 'poeple.email', true, 'unknown_column'],
    ['a table that another source may have', 'orders.email', false, undefined],
  ])('checks %s before anything is read', (_, column, isComplete, code) => {
    const check = (): void => create(column).checkTables?.([people], { isComplete });

    if (code === undefined) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ kind: 'config', code }));
  });

  it('brings what is left into the destination, and nothing else', async () => {
    const stream = { source: 'unified', stream: 'people' };
    const memory = createMemoryDestination();
    const destination = memory.create({ location: 'test' }, createDestinationDependencies());
    const session = await destination.connect(new AbortController().signal);
    const lease = await session.acquireLease(stream, 'run-1');
    const deletionBrake = { share: 1, rows: 0 };
    const options = { stream, schema: 'main', tables: [people], lease, runId: 'run-1', deletionBrake };
    const writer = await session.openWriter(options);

    await writer.stage(await create('people.email').transform(batch, people));
    await writer.commit([checkpoint]);

    const rows = readMemoryTable(memory, 'test', 'main', 'people');
    expect(JSON.stringify(rows)).not.toContain('acme.example');
    expect(rows.map(({ city, email }) => [city, email])).toEqual([
      ['Bern', null],
      [null, null],
    ]);
  });
});
