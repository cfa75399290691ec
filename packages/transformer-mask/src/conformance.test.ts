import type { Batch, Checkpoint, Table } from '@etl/core';
import { createDestinationDependencies, createMemoryDestination, readMemoryTable } from '@etl/testing';
import { describe, expect, it } from 'vitest';
import { batchOf, createMask, field, KEY, people, rules } from './__fixtures__/people.js';
import { Pseudonymiser } from './pseudonymiser.js';
import { transformer } from './transformer.js';

const pseudonymiser = new Pseudonymiser({ key: KEY, ignoreEmailCase: true });
const ALL = { isComplete: true };

const covered: Checkpoint = {
  kind: 'covered',
  partition: '',
  from: 0,
  to: 1,
  readAt: 2,
  scope: '',
  lookBack: 0,
};

const batch = batchOf(
  [
    '{"meta":{"id":"1"},"contact":{"email":"a@acme.example","city":"Bern"},"updatedAt":"2026-01-01T00:00:00Z","nick":"Al"}',
    '{"meta":{"id":"2"},"contact":null,"updatedAt":"2026-01-01T00:00:00Z"}',
  ],
  {
    fetched: 3,
    filtered: { private: 1 },
    deletions: [{ key: ['9'], evidence: 'a tombstone', version: '2026-01-01T00:00:00Z' }],
    sweep: 'people',
    checkpoints: [covered],
  },
);

const refusal = (code: string, message: RegExp) =>
  expect.objectContaining({ kind: 'config', code, message: expect.stringMatching(message) });

describe('a record transformer', () => {
  it('can be found and configured', () => {
    expect(transformer).toMatchObject({ specificationVersion: 'v1', name: 'mask' });
    expect(createMask({ pii: 'hash' })).toMatchObject({ kind: 'record', name: 'mask' });
  });

  it('leaves table, counts, deletions and checkpoints alone', async () => {
    const { records, ...rest } = await createMask({ pii: 'hash' }).transform(batch, people);
    const { records: before, ...expected } = batch;

    expect(rest).toEqual(expected);
    expect(records).toHaveLength(before.length);
  });

  it('leaves batches alone that it is not concerned with', async () => {
    const orders: Table = { ...people, name: 'orders' };
    expect(await createMask(rules({ email: 'hash' })).transform(batchOf(['{']), orders)).toEqual(
      batchOf(['{']),
    );
  });

  it('brings what is left into the destination, and nothing else', async () => {
    const stream = { source: 'mask', stream: 'people' };
    const memory = createMemoryDestination();
    const destination = memory.create({ location: 'test' }, createDestinationDependencies());
    const session = await destination.connect(new AbortController().signal);
    const lease = await session.acquireLease(stream, 'run-1');
    const deletionBrake = { share: 1, rows: 0 };
    const options = { stream, schema: 'main', tables: [people], lease, runId: 'run-1', deletionBrake };
    const writer = await session.openWriter(options);
    const mask = createMask(rules({ id: 'hash' }, { pii: 'tokenise' }));

    await writer.stage(await mask.transform(batch, people));
    await writer.commit([covered]);
    const deletions = [{ key: ['1'], evidence: 'gone', version: '2026-02-01T00:00:00Z' }];
    await writer.stage(await mask.transform(batchOf([], { deletions }), people));
    const receipt = await writer.commit([]);

    const rows = readMemoryTable(memory, 'test', 'main', 'people');
    expect(JSON.stringify(rows)).not.toMatch(/acme\.example|Al"/);
    expect(rows.map(({ id, city, email }) => [id, city, email])).toEqual([
      [pseudonymiser.hash('1'), 'Bern', pseudonymiser.tokenise('a@acme.example')],
      [pseudonymiser.hash('2'), null, null],
    ]);
    expect(receipt.tables).toMatchObject([{ deleted: 1, unknown: 0 }]);
  });
});

describe('options that do not fit the tables are refused before anything is read', () => {
  const check =
    (options: Readonly<Record<string, unknown>>, tables: readonly Table[] = [people]) =>
    () =>
      createMask(options).checkTables?.(tables, ALL);

  it.each([
    [
      'a table that no stream has',
      { tables: { persons: { email: 'hash' } } },
      'unknown_table',
      /"persons", which no stream has/,
    ],
    [
      'a column the table has not',
      rules({ emial: 'hash' }),
      'unknown_column',
      /people\.emial, but the table people has no such/,
    ],
    ['a path in such a column', rules({ 'emial.*.x': 'hash' }), 'unknown_column', /people\.emial\.\*\.x/],
    [
      'two rules for one value',
      rules({ email: 'hash', '$.contact.email': 'drop' }),
      'conflicting_rules',
      /email and \$\.contact\.email/,
    ],
    [
      'a list and its elements',
      rules({ friends: 'hash', 'friends.*': 'hash' }),
      'conflicting_rules',
      /friends and friends\.\*/,
    ],
    [
      'a hash for a number',
      rules({ age: 'hash' }),
      'mask_does_not_fit',
      /hash people\.age: the column is of type integer/,
    ],
    [
      'a token for a number',
      rules({ age: 'tokenise' }),
      'mask_does_not_fit',
      /tokenise people\.age.*a token is text/,
    ],
    ['a key that goes', rules({ id: 'drop' }), 'column_is_needed', /drop people\.id: rows are told apart/],
    ['a key that is redacted', rules({ id: 'redact' }), 'column_is_needed', /redact people\.id/],
    [
      'a key that goes with what it stands in',
      rules({ '$.meta': 'redact' }),
      'column_is_needed',
      /redact people\.id/,
    ],
    [
      'a masked version',
      rules({ updated_at: 'redact' }),
      'column_is_needed',
      /redact people\.updated_at: by this column newer/,
    ],
    ['a hashed version', rules({ updated_at: 'hash' }), 'column_is_needed', /hash people\.updated_at/],
  ])('%s', (_, options, code, message) => {
    expect(check(options)).toThrow(refusal(code, message));
  });

  it('a personal column that is no text', () => {
    const born = { ...people, fields: [...people.fields, field('born', 'date', 'born', { pii: true })] };
    expect(check({ pii: 'hash' }, [born])).toThrow(refusal('mask_does_not_fit', /people\.born.*type date/));
    expect(check({ pii: 'redact' }, [born])).not.toThrow();
    expect(check(rules({ born: 'drop' }, { pii: 'hash' }), [born])).not.toThrow();
  });

  it('a personal key, unless it is told what to do with it', () => {
    const personal = { ...people, primaryKey: ['email'] };
    expect(check({ pii: 'drop' }, [personal])).toThrow(refusal('column_is_needed', /drop people\.email/));
    expect(check(rules({ email: 'tokenise' }, { pii: 'drop' }), [personal])).not.toThrow();
  });

  it('but two rules that say the same are no mistake', () => {
    expect(check(rules({ email: 'hash', '$.contact.email': 'hash' }))).not.toThrow();
  });

  it('a table nobody knows is no mistake while some tables are not known', () => {
    const mask = createMask({ tables: { orders: { email: 'hash' } } });
    expect(() => mask.checkTables?.([people], { isComplete: false })).not.toThrow();
  });

  it('or with the first batch, where nobody asked before', () => {
    expect(() => createMask(rules({ emial: 'hash' })).transform(batch, people)).toThrow(
      refusal('unknown_column', /people\.emial/),
    );
  });
});

describe('deletions', () => {
  it('are masked as the keys of their records are, evidence included', async () => {
    const pair: Table = { ...people, primaryKey: ['city', 'email'] };
    const deletions = [{ key: ['Bern', 'Anna@acme.example'], evidence: 'Anna@acme.example left Bern' }];
    const options = rules({ email: 'hash' });

    const { deletions: masked } = await createMask(options).transform(batchOf([], { deletions }), pair);

    const hash = pseudonymiser.hash('Anna@acme.example', true);
    expect(masked).toEqual([{ key: ['Bern', hash], evidence: `${hash} left Bern` }]);
  });
});

describe('sweeps', () => {
  const notes: Table = {
    name: 'notes',
    primaryKey: ['id'],
    fields: [
      field('id', 'string', 'id'),
      field('owner', 'string', 'owner'),
      field('org', 'json', 'org'),
      field('org_id', 'string', 'org.id'),
    ],
  };
  const sweepOf = (...within: any[]): Batch =>
    batchOf([], {
      checkpoints: [{ kind: 'complete', partition: 'a@b.c', sweep: 's', table: 'notes', within, readAt: 1 }],
    });
  const mask = (options: object, swept: Batch, shown: readonly Table[] = [people, notes]) => {
    const created = createMask({ tables: { notes: options } });
    created.checkTables?.(shown, ALL);
    return created.transform(swept, people);
  };

  it('speak for the same rows when their condition is masked like the column', async () => {
    const swept = sweepOf({ column: 'owner', equals: 'A@b.c' }, { column: 'id', from: '1', to: '2' });
    const { checkpoints } = await mask({ owner: 'hash' }, swept);

    expect(checkpoints).toEqual([
      {
        ...swept.checkpoints![0],
        within: [
          { column: 'owner', equals: pseudonymiser.hash('a@b.c') },
          { column: 'id', from: '1', to: '2' },
        ],
      },
    ]);
  });

  it.each([
    [
      'a range',
      { owner: 'hash' },
      { column: 'owner', from: '1', to: '2' },
      /notes\.owner.*under the rule hash/,
    ],
    ['a redacted column', { owner: 'redact' }, { column: 'owner', equals: 'x' }, /under the rule redact/],
    ['a dropped column', { owner: 'drop' }, { column: 'owner', equals: 'x' }, /under the rule drop/],
    [
      'a column masked with what it is in',
      { '$.org': 'hash' },
      { column: 'org_id', equals: 'x' },
      /masked with what it lies in/,
    ],
  ])('are refused over %s', (_, options, condition, message) => {
    expect(() => mask(options, sweepOf(condition))).toThrow(refusal('column_is_needed', message));
  });

  it('are left alone over whole tables and tables that are left alone', async () => {
    const whole = sweepOf();
    expect(await mask({ owner: 'hash' }, whole)).toEqual(whole);
    const swept = sweepOf({ column: 'owner', equals: 'x' });
    const other = createMask({ tables: { people: { email: 'hash' } } });
    other.checkTables?.([people, notes], ALL);
    expect(await other.transform(swept, people)).toEqual(swept);
  });

  it('are not guessed at where their table was never shown', () => {
    const swept = sweepOf({ column: 'owner', equals: 'x' });
    expect(() => createMask({ pii: 'hash' }).transform(swept, people)).toThrow(
      /has not been shown this table/,
    );
  });
});
