import type { Session } from '@etl/core';
import { createCountingSession } from '@etl/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { ARTICLES, LINES, MODELS, NOTES, order, ORDER_NOTES, ORDERS, Shop } from './__fixtures__/shop.js';
import { readPublishedModels, type Model } from './index.js';

let shop: Shop;

beforeEach(async () => {
  shop = await Shop.open();
});

const changes = (tables: readonly { readonly changedRows: number }[]): number[] =>
  tables.map(({ changedRows }) => changedRows);

describe('models', () => {
  it('are built from nested records, and from each other', async () => {
    await shop.load(ORDERS, [
      order('1', { sku: 'a', quantity: 2, extra: { gift: true } }, { sku: 'b', quantity: 1 }),
      order('2', { sku: 'a', quantity: 3, extra: null }),
    ]);
    await shop.load(NOTES, [{ id: '2', note: 'fragile' }]);

    expect(changes(await shop.run(MODELS))).toEqual([3, 2, 1]);
    expect(await shop.rows(LINES)).toEqual([
      { order_id: '1', line_number: 1, sku: 'a', quantity: 2, extra: '{"gift":true}' },
      { order_id: '1', line_number: 2, sku: 'b', quantity: 1, extra: null },
      { order_id: '2', line_number: 1, sku: 'a', quantity: 3, extra: null },
    ]);
    expect(await shop.rows(ARTICLES)).toEqual([
      { sku: 'a', sold: 5 },
      { sku: 'b', sold: 1 },
    ]);
    expect(await shop.rows(ORDER_NOTES)).toEqual([{ order_id: '2', note: 'fragile', lines: 1 }]);
  });

  it('change nothing, and write nothing but the lease, when they run again', async () => {
    await shop.load(ORDERS, [order('1', { sku: 'a', quantity: 2 })]);
    await shop.load(NOTES, [{ id: '1', note: 'x' }]);
    await shop.run(MODELS);
    const before = shop.database.statements.length;
    expect(changes(await shop.run(MODELS))).toEqual([0, 0, 0]);
    const written = shop.database.statements
      .slice(before)
      .filter((statement) => !/^(SELECT|UPDATE _etl.leases)/.test(statement));
    expect(written).toEqual([]);
  });

  it('count as changed only rows that differ', async () => {
    await shop.load(ORDERS, [order('1', { sku: 'a', quantity: 2 }, { sku: 'b', quantity: 1 })]);
    await shop.run(MODELS.slice(0, 2));
    await shop.load(ORDERS, [order('1', { sku: 'a', quantity: 2, shade: 'red' }, { sku: 'b', quantity: 9 })]);
    expect(changes(await shop.run(MODELS.slice(0, 2)))).toEqual([1, 1]);
  });

  it('let go of what is gone: lines, whole orders, and what other models made of them', async () => {
    await shop.load(ORDERS, [order('1', { sku: 'a' }, { sku: 'b' }), order('2', { sku: 'c' }, { sku: 'b' })]);
    await shop.run(MODELS.slice(0, 2));
    await shop.load(ORDERS, [order('1', { sku: 'a' })], ['2']);
    expect(changes(await shop.run(MODELS.slice(0, 2)))).toEqual([3, 2]);
    expect((await shop.rows(LINES)).map(({ sku }) => sku)).toEqual(['a']);
    expect((await shop.rows(ARTICLES)).map(({ sku }) => sku)).toEqual(['a']);
  });

  it('bring back what is restored', async () => {
    await shop.load(ORDERS, [order('1', { sku: 'a' })]);
    await shop.run(MODELS.slice(0, 2));
    await shop.load(ORDERS, [], ['1']);
    await shop.run(MODELS.slice(0, 2));
    await shop.load(ORDERS, [order('1', { sku: 'a' })]);
    await shop.run(MODELS.slice(0, 2));
    expect(await shop.rows(ARTICLES)).toEqual([{ sku: 'a', sold: null }]);
  });

  it('hide what belongs to a record marked deleted in another input', async () => {
    await shop.load(ORDERS, [order('1', { sku: 'a' })]);
    await shop.load(NOTES, [{ id: '1', note: 'x' }]);
    await shop.run(MODELS);
    await shop.load(ORDERS, [], ['1']);
    await shop.run(MODELS);
    expect(await shop.rows(ORDER_NOTES)).toEqual([]);
  });
});

describe('an input that is missing', () => {
  it('leaves out the models that need it, with the reason, until it is there', async () => {
    await shop.load(NOTES, [{ id: '1', note: 'x' }]);
    expect(await shop.run(MODELS)).toEqual([
      { table: 'MARTS.order_lines', changedRows: 0, skipped: 'RAW.orders is not loaded' },
      { table: 'MARTS.articles', changedRows: 0, skipped: 'MARTS.order_lines is not built' },
      { table: 'MARTS.order_notes', changedRows: 1 },
    ]);
    expect(await shop.rows(ORDER_NOTES)).toEqual([{ order_id: '1', note: 'x', lines: null }]);

    await shop.load(ORDERS, [order('1', { sku: 'a' })]);
    expect(changes(await shop.run(MODELS))).toEqual([1, 1, 1]);
    expect(await shop.rows(ORDER_NOTES)).toEqual([{ order_id: '1', note: 'x', lines: 1 }]);
  });

  it('leaves a model out when all its inputs are optional and none is there', async () => {
    const inputs = { orders: { ...LINES.inputs.orders!, isOptional: true } };
    expect(await shop.run([{ ...LINES, inputs }])).toMatchObject([{ skipped: 'RAW.orders is not loaded' }]);
  });
});

describe('a model is built whole', () => {
  beforeEach(async () => {
    await shop.load(ORDERS, [order('1', { sku: 'a', quantity: 1 }), order('2', { sku: 'b', quantity: 1 })]);
    await shop.run([LINES, ARTICLES]);
  });

  it('when its SQL changed, touching only what is different', async () => {
    const only = { ...LINES, select: (context: any) => `${LINES.select(context)} WHERE sku = 'b'` };
    expect(changes(await shop.run([only, ARTICLES]))).toEqual([1, 1]);
    expect(changes(await shop.run([only, ARTICLES]))).toEqual([0, 0]);
  });

  it('when its columns changed, and so are the models that read it', async () => {
    const columns = LINES.columns.filter(({ name }) => name !== 'extra');
    const select = (context: any) =>
      `${LINES.select(context).replace(', extra FROM', ' FROM')} WHERE sku = 'b'`;
    expect(changes(await shop.run([{ ...LINES, columns, select }, ARTICLES]))).toEqual([1, 1]);
    expect(Object.keys((await shop.rows(LINES))[0]!)).not.toContain('extra');
    expect(await shop.rows(ARTICLES)).toEqual([{ sku: 'b', sold: 1 }]);
  });

  it('when something else dropped or altered its table', async () => {
    await shop.execute('DROP TABLE MARTS.order_lines');
    expect(changes(await shop.run([LINES, ARTICLES]))).toEqual([2, 0]);
    await shop.execute('ALTER TABLE MARTS.articles DROP COLUMN sold');
    expect(changes(await shop.run([LINES, ARTICLES]))).toEqual([0, 2]);
  });

  it('when the table it reads was made anew with other records', async () => {
    await shop.execute('DROP TABLE RAW.orders');
    await shop.load(ORDERS, [order('3', { sku: 'c' }), order('4', { sku: 'd' }), order('5', { sku: 'e' })]);
    await shop.run([LINES, ARTICLES]);
    expect((await shop.rows(LINES)).map(({ order_id }) => order_id)).toEqual(['3', '4', '5']);
    expect((await shop.rows(ARTICLES)).map(({ sku }) => sku)).toEqual(['c', 'd', 'e']);
  });
});

describe('the transaction', () => {
  it('keeps all models or none', async () => {
    await shop.load(ORDERS, [order('1', { sku: 'a', quantity: 1 })]);
    const broken = { ...ARTICLES, select: () => 'SELECT nothing' };
    await expect(shop.run([LINES, broken])).rejects.toThrow(/nothing/);
    await expect(shop.rows(LINES)).rejects.toThrow(/order_lines/);
    expect(await shop.session.query('SELECT * FROM _etl.model_changes')).toEqual([]);
    expect(changes(await shop.run([LINES, ARTICLES]))).toEqual([1, 1]);
  });

  it('is for one run at a time', async () => {
    await shop.load(ORDERS, [order('1', { sku: 'a' })]);
    const lease = await shop.takeLease();
    await expect(shop.run([LINES])).rejects.toMatchObject({ code: 'lease_held' });
    await lease.release();
    expect(changes(await shop.run([LINES]))).toEqual([1]);
  });

  it('keeps nothing when another run has taken the lease meanwhile', async () => {
    await shop.load(ORDERS, [order('1', { sku: 'a' })]);
    const { session } = shop;
    const overtaken: Session = Object.assign(Object.create(session) as Session, {
      acquireLease: async (stream: any, runId: string) => {
        const lease = await session.acquireLease(stream, runId);
        await lease.release();
        await session.acquireLease(stream, 'a faster run');
        return lease;
      },
      transaction: (work: any, lease: any) => session.transaction(work, lease),
    });
    await expect(shop.run([LINES], overtaken)).rejects.toMatchObject({ code: 'lease_lost' });
    await expect(shop.rows(LINES)).rejects.toThrow(/order_lines/);
  });

  it('is undone when the run is interrupted', async () => {
    await shop.load(ORDERS, [order('1', { sku: 'a' })]);
    const abort = new AbortController();
    const interrupting = {
      ...ARTICLES,
      select: (context: any) => {
        abort.abort(new Error('stopped'));
        return ARTICLES.select(context);
      },
    };
    const { runModels } = await import('./run-models.js');
    const owner = { source: 'shop', stream: 'transformer-shop' };
    const run = runModels(shop.session, {
      owner,
      models: [LINES, interrupting],
      options: shop.options(abort.signal),
    });
    await expect(run).rejects.toThrow('stopped');
    await expect(shop.rows(LINES)).rejects.toThrow(/order_lines/);
    await (await shop.takeLease()).release();
  });
});

describe('what cannot be built', () => {
  it('is a table that something else made', async () => {
    await shop.load(ORDERS, [order('1', { sku: 'a' })]);
    await shop.execute('CREATE SCHEMA MARTS', 'CREATE TABLE MARTS.order_lines (x INTEGER)');
    const error = await shop.run([LINES]).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'fatal', code: 'foreign_table' });
    expect(await shop.rows(LINES)).toEqual([]);
  });

  it('is a table of the stream it reads', async () => {
    await shop.load(ORDERS, [order('1', { sku: 'a' })]);
    const clash = { ...LINES, schema: 'RAW', name: 'orders' };
    await expect(shop.run([clash])).rejects.toMatchObject({ code: 'foreign_table' });
  });

  it.each([
    [
      'two rows of one key',
      " UNION ALL SELECT order_id, 1, sku, 5, extra FROM (SELECT NULL AS sku, NULL AS extra, '1' AS order_id) AS x",
    ],
    ['a key without a value', ' UNION ALL SELECT NULL, 1, NULL, NULL, NULL'],
  ])('is a model that gives %s', async (_, more) => {
    await shop.load(ORDERS, [order('1', { sku: 'a' })]);
    const doubled = { ...LINES, select: (context: any) => LINES.select(context) + more };
    await expect(shop.run([doubled])).rejects.toMatchObject({ code: 'model_keys' });
  });

  it('is a model that asks for what it does not have', async () => {
    await shop.load(ORDERS, [order('1', { sku: 'a' })]);
    const greedy = { ...LINES, select: ({ rows }: any) => `SELECT * FROM ${rows('customers')}` };
    await expect(shop.run([greedy])).rejects.toThrow('Model order_lines asks for rows of "customers"');
  });

  it('is anything in a destination whose SQL nobody here speaks', async () => {
    const { runModels } = await import('./run-models.js');
    const options = shop.options();
    const capabilities = { ...options.capabilities, dialect: 'cobol' };
    const run = runModels(shop.session, {
      owner: { source: 'shop', stream: 'transformer-shop' },
      models: [LINES],
      options: { ...options, capabilities },
    });
    await expect(run).rejects.toMatchObject({ kind: 'config', code: 'unknown_dialect' });
  });
});

describe('the cost of a run', () => {
  it('follows what changed, not what is there: rows are picked before any JSON is read', async () => {
    const orders = Array.from({ length: 500 }, (_, index) =>
      order(`order ${index}`, { sku: `s${index}` }, {}),
    );
    await shop.load(ORDERS, orders);
    await shop.run([LINES, ARTICLES]);
    await shop.load(ORDERS, [order('order 7', { sku: 'other' }, {})], ['order 8']);

    const { session: counting, updates } = createCountingSession(shop.session);
    expect(changes(await shop.run([LINES, ARTICLES], counting))).toEqual([3, 3]);

    const rowsOf = (pattern: RegExp): number[] =>
      updates.filter(({ statement }) => pattern.test(statement)).map(({ rows }) => rows);
    expect(rowsOf(/^INSERT INTO etl_model_0_units/)).toEqual([2]);
    expect(rowsOf(/^INSERT INTO etl_model_0_input_0/)).toEqual([2]);
    expect(rowsOf(/^INSERT INTO etl_model_0_rows/)).toEqual([2]);
    expect(rowsOf(/^INSERT INTO etl_model_1_rows/)).toEqual([1]);
    // No statement that reads the big table looks into its JSON.
    const reading = updates.filter(({ statement }) => statement.includes('"RAW"."orders"'));
    expect(reading).toHaveLength(2);
    for (const { statement } of reading) expect(statement).not.toMatch(/json|regexp/i);
  });

  it('is not the memory of the whole: a large table is built in parts, each unit in one of them', async () => {
    await shop.load(ORDERS, [order('1')]);
    const more =
      "SELECT '1-' || n AS id, * EXCLUDE (id, n) FROM RAW.orders CROSS JOIN range(300000) AS numbers(n)";
    await shop.execute(`INSERT INTO RAW.orders BY NAME ${more}`);
    const ids: Model = {
      ...LINES,
      columns: LINES.columns.filter(({ name }) => name === 'order_id'),
      primaryKey: ['order_id'],
      inputs: { orders: { ...LINES.inputs.orders!, isKeyOnly: true } },
      select: ({ rows }) => `SELECT order_id FROM ${rows('orders')} AS orders`,
    };
    const again: Model = {
      ...ids,
      name: 'again',
      inputs: {
        lines: { schema: 'MARTS', name: LINES.name, kind: 'model', unit: (row) => [row('order_id')] },
      },
      select: ({ rows }) => `SELECT order_id FROM ${rows('lines')} AS lines`,
    };
    const { session, updates } = createCountingSession(shop.session);
    expect(changes(await shop.run([ids, again], session))).toEqual([300_001, 300_001]);
    const parts = (table: string): number =>
      updates.filter(({ statement }) => statement.startsWith(`INSERT INTO "MARTS"."${table}"`)).length;
    expect([parts(ids.name), parts(again.name)]).toEqual([2, 2]);
  });

  it('is one entry for each value in the log of changes, however often it changes', async () => {
    for (const quantity of [1, 2, 3]) {
      await shop.load(ORDERS, [order('1', { sku: 'a', quantity })]);
      await shop.run([LINES]);
    }
    const log = 'SELECT number, key FROM _etl.model_changes';
    expect(await shop.session.query(log)).toEqual([{ number: 2, key: '{"order_id":"1","sku":"a"}' }]);
  });
});

describe('canonical models', () => {
  it('are found by their readers, with the source they speak of', async () => {
    await shop.load(ORDERS, [order('1', { sku: 'a' })]);
    await shop.run([LINES, { ...ARTICLES, canonical: 'article' }]);
    const rows = (sql: string) => shop.session.query(sql);
    expect(await readPublishedModels({ rows })).toEqual([
      { schema: 'MARTS', name: 'articles', source: 'shop', canonical: 'article' },
    ]);
  });
});
