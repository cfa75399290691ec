import { tmpdir } from 'node:os';
import type { Batch, Field, Session, Table, Writer, WriterOptions } from '@etl/core';
import { createManualClock, TEST_START } from '@etl/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryDuckDb } from '../__fixtures__/memory-duckdb.js';
import { openSqlSession } from './sql-session.js';

const KEY = { source: 'crm', stream: 'deals' };
const text = (name: string, path = name): Field => ({ name, path: [path], type: 'string' });

function deals(...fields: Field[]): Table {
  return { name: 'deals', fields: [text('id'), ...fields], primaryKey: ['id'] };
}

let database: MemoryDuckDb;
let session: Session;
const clock = createManualClock(TEST_START);

beforeEach(async () => {
  database = await MemoryDuckDb.open();
  session = await openSqlSession({ database, clock, temporaryDirectory: tmpdir(), maxIdentifierLength: 255 });
});

async function openWriter(table: Table, overrides: Partial<WriterOptions> = {}): Promise<Writer> {
  const lease = await session.acquireLease(KEY, 'run');
  await lease.release();
  const next = await session.acquireLease(KEY, 'run');
  const deletionBrake = { share: 1, rows: 0 };
  const options = { stream: KEY, schema: 'crm', tables: [table], lease: next, runId: 'run', deletionBrake };
  const writer = await session.openWriter({ ...options, ...overrides });
  await next.release();
  return writer;
}

function batch(records: readonly (object | string)[], overrides: Partial<Batch> = {}): Batch {
  const texts = records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record)));
  const list = texts.map((record) => ({ text: record }));
  return { kind: 'batch', table: 'deals', records: list, fetched: list.length, ...overrides };
}

function sweepEnd(within: readonly { column: string; equals: string }[] = []) {
  const readAt = clock.now();
  return { kind: 'complete', partition: '', sweep: 'all', table: 'deals', within, readAt } as const;
}

function liveRows(columns = 'id') {
  return session.query(`SELECT ${columns} FROM crm.deals WHERE _etl_deleted_at IS NULL ORDER BY id`);
}

describe('a sweep', () => {
  it('that met a record it could not store marks nothing deleted', async () => {
    const writer = await openWriter(deals());
    await writer.stage(batch([{ id: '1' }, { id: '2' }]));
    await writer.commit([]);
    await writer.stage(batch([{ id: '1' }, '{"id":"2", broken'], { sweep: 'all' }));
    const receipt = await writer.commit([sweepEnd()]);
    expect(await liveRows()).toEqual([{ id: '1' }, { id: '2' }]);
    expect(receipt.tables).toMatchObject([{ rejected: 1, deleted: 0, braked: 1, deletions: 1 }]);
  });

  it('that stored all it met marks what it did not see, and the next one starts anew', async () => {
    const writer = await openWriter(deals());
    await writer.stage(batch([{ id: '1' }, { id: '2' }]));
    await writer.commit([]);
    await writer.stage(batch([{ id: '1' }], { sweep: 'all' }));
    await writer.commit([sweepEnd()]);
    expect(await liveRows()).toEqual([{ id: '1' }]);
    expect(await session.query('SELECT count(*) AS kept FROM _etl.sweeps')).toEqual([{ kept: 0 }]);
  });

  it('speaks for the field its condition names, whatever the column is called', async () => {
    const table = deals(text('Area', 'upper'), text('area', 'lower'));
    const writer = await openWriter(table);
    await writer.stage(
      batch([
        { id: '1', upper: 'north', lower: 'south' },
        { id: '2', upper: 'south', lower: 'east' },
      ]),
    );
    await writer.commit([sweepEnd([{ column: 'area', equals: 'south' }])]);
    expect(await liveRows()).toEqual([{ id: '2' }]);
  });
});

describe('a column', () => {
  it('that was deselected for a while is filled again when it is back', async () => {
    const load = async (table: Table, ...records: object[]): Promise<void> => {
      const writer = await openWriter(table);
      await writer.stage(batch(records));
      await writer.commit([]);
    };
    const [one, two] = [
      { id: '1', note: 'a' },
      { id: '2', note: 'b' },
    ];
    await load(deals(text('note')), one);
    await load(deals(), two);
    await load(deals(text('note')), one, two);
    expect(await liveRows('id, note')).toEqual([one, two]);
  });

  it('is filled for records that a database cannot read as they are', async () => {
    const writer = await openWriter(deals());
    await writer.stage(batch(['{"id":"1","note":"a\\ud800","sum":12345678901234567890.123456789}']));
    await writer.commit([]);
    await openWriter(deals(text('note'), { name: 'sum', path: ['sum'], type: 'decimal' }));
    const rows = await liveRows('note, CAST(sum AS VARCHAR) AS sum');
    expect(rows).toEqual([{ note: 'a\ufffd', sum: '12345678901234567890.123456789' }]);
  });
});

describe('a table', () => {
  it('that gains versions keeps its rows and ranks them lowest', async () => {
    const before = deals(text('stage'));
    const writer = await openWriter(before);
    await writer.stage(batch([{ id: '1', stage: 'open', revision: 3 }]));
    await writer.commit([]);
    const versioned = {
      ...deals(text('stage'), { name: 'revision', path: ['revision'], type: 'integer' }),
      version: 'revision',
    } as const;
    const next = await openWriter(versioned);
    await next.stage(batch([{ id: '1', stage: 'won', revision: 4 }]));
    await next.commit([]);
    await next.stage(batch([{ id: '1', stage: 'stale', revision: 2 }]));
    await next.commit([]);
    expect(await liveRows('stage')).toEqual([{ stage: 'won' }]);
  });

  it.each([
    ['table_altered', 'ALTER TABLE crm.deals DROP COLUMN note', 'column note is gone'],
    [
      'table_altered',
      'ALTER TABLE crm.deals ALTER note TYPE INTEGER',
      'column note is INTEGER instead of VARCHAR',
    ],
    ['table_altered', 'ALTER TABLE crm.deals DROP COLUMN _etl_hash', '_etl_hash is gone'],
    ['table_missing', 'DROP TABLE crm.deals', 'etl state reset'],
  ])('changed by something else is refused (%s): %s', async (code, statement, said) => {
    const writer = await openWriter(deals(text('note')));
    await writer.stage(batch([{ id: '1' }]));
    await writer.commit([{ kind: 'resume', partition: '', value: 'a' }]);
    await session.transaction((transaction) => transaction.run(statement));
    const error = await openWriter(deals(text('note'))).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'fatal', code });
    expect((error as { describe(): string }).describe()).toContain(said);
  });

  it('is made anew after its state was reset', async () => {
    const writer = await openWriter(deals());
    await writer.stage(batch([{ id: '1' }]));
    await writer.commit([{ kind: 'resume', partition: '', value: 'a' }]);
    await session.transaction((transaction) => transaction.run('DROP TABLE crm.deals'));
    await session.resetState(KEY);
    await openWriter(deals());
    expect(await liveRows()).toEqual([]);
  });

  it('with doubled rows is refused when one of them is read again', async () => {
    const writer = await openWriter(deals());
    await writer.stage(batch([{ id: '1' }]));
    await writer.commit([]);
    await session.transaction((transaction) =>
      transaction.update('INSERT INTO crm.deals SELECT * FROM crm.deals'),
    );
    await writer.stage(batch([{ id: '1' }]));
    await expect(writer.commit([])).rejects.toMatchObject({ code: 'duplicate_rows' });
  });
});

it('a writer commits nothing more once a commit has failed', async () => {
  const writer = await openWriter(deals());
  await writer.stage(batch([{ id: '1' }], { fetched: 2 }));
  await expect(writer.commit([])).rejects.toMatchObject({ code: 'unproven' });
  const checkpoint = { kind: 'resume', partition: '', value: 'past the loss' } as const;
  await expect(writer.commit([checkpoint])).rejects.toMatchObject({ code: 'writer_failed' });
  expect(await session.readState(KEY)).toEqual(new Map());
});
