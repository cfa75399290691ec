import { afterEach, beforeEach, expect, it } from 'vitest';
import { ARTICLES, LINES, order, ORDERS, Shop } from './__fixtures__/shop.js';
import type { Model } from './index.js';

let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open();
});
afterEach(() => shop.session.close());

const column = (name: string, type: Model['columns'][number]['type'] = 'string') => ({
  name,
  type,
  description: name,
});

/** A line per article and number from 1 up to how often it was sold. */
function countedOut(last: string): Model {
  return {
    schema: 'MARTS',
    name: 'counted_out',
    description: 'Numbers of articles.',
    columns: [column('sku'), column('number', 'integer')],
    primaryKey: ['sku', 'number'],
    unit: ['sku'],
    inputs: { articles: { schema: 'MARTS', name: 'articles', kind: 'model', unit: (row) => [row('sku')] } },
    work: {
      tables: { counted: { sku: 'string', number: 'integer' } },
      steps: ({ rows, table }) => [
        `INSERT INTO ${table('counted')} SELECT sku, 1 FROM ${rows('articles')} AS a`,
        {
          repeat: [
            `INSERT INTO ${table('counted')} SELECT a.sku, n.number + 1 FROM ${rows('articles')} AS a JOIN (SELECT sku, max(number) AS number FROM ${table('counted')} GROUP BY sku) AS n ON n.sku = a.sku WHERE n.number < ${last}`,
          ],
        },
      ],
    },
    select: ({ table }) => `SELECT sku, number FROM ${table('counted')}`,
  };
}

/** Orders, each with how often the article of its first line was sold in all orders: only a join tells which change. */
const SHARES: Model = {
  schema: 'MARTS',
  name: 'order_shares',
  description: 'Orders and the sales of their first article.',
  columns: [column('order_id'), column('sold', 'integer')],
  primaryKey: ['order_id'],
  unit: ['order_id'],
  inputs: {
    lines: { schema: 'MARTS', name: 'order_lines', kind: 'model', unit: (row) => [row('order_id')] },
    articles: {
      schema: 'MARTS',
      name: 'articles',
      kind: 'model',
      concerns: ({ relation, column: changed }) =>
        `SELECT order_id FROM MARTS.order_lines WHERE sku IN (SELECT ${changed('sku')} FROM ${relation} AS c)`,
    },
  },
  select: ({ rows }) =>
    `SELECT l.order_id, a.sold FROM ${rows('lines')} AS l JOIN ${rows('articles')} AS a ON a.sku = l.sku WHERE l.line_number = 1`,
};

const MODELS = [LINES, ARTICLES, countedOut('a.sold'), SHARES];

async function changedRows(models: readonly Model[]): Promise<Readonly<Record<string, number>>> {
  const tables = await shop.run(models);
  return Object.fromEntries(tables.map(({ table, changedRows: changed }) => [table.split('.')[1], changed]));
}

it('a model works in tables of its own, and repeats until nothing changes', async () => {
  await shop.load(ORDERS, [order('1', { sku: 'a', quantity: 3 }), order('2', { sku: 'b', quantity: 1 })]);
  expect(await changedRows(MODELS)).toMatchObject({ counted_out: 4 });
  expect(await shop.rows(countedOut('a.sold'))).toEqual([
    { sku: 'a', number: 1 },
    { sku: 'a', number: 2 },
    { sku: 'a', number: 3 },
    { sku: 'b', number: 1 },
  ]);
  expect(await changedRows(MODELS)).toMatchObject({ counted_out: 0 });
  // Only what changed is worked on, and what stands there is not worked on twice.
  await shop.load(ORDERS, [order('2', { sku: 'b', quantity: 2 })]);
  expect(await changedRows(MODELS)).toMatchObject({ counted_out: 1 });
});

it('a model whose work is another is built whole', async () => {
  await shop.load(ORDERS, [order('1', { sku: 'a', quantity: 3 })]);
  await shop.run(MODELS);
  expect(await changedRows([LINES, ARTICLES, countedOut('a.sold - 1')])).toMatchObject({ counted_out: 1 });
});

it('steps that depend on a statement follow only what it did', async () => {
  const noted = (sku: string): Model => ({
    ...countedOut('0'),
    name: 'noted',
    work: {
      tables: { noted: { sku: 'string', number: 'integer' } },
      steps: ({ rows, table }) => {
        const note = (number: number): string =>
          `INSERT INTO ${table('noted')} SELECT sku, ${number} FROM ${rows('articles')} AS a WHERE sku = '${sku}'`;
        return [
          {
            when: note(1),
            then: [note(2), { when: note(3), then: [note(4)] }],
            otherwise: [`INSERT INTO ${table('noted')} VALUES ('none', 0)`],
          },
        ];
      },
    },
    select: ({ table }) => `SELECT sku, number FROM ${table('noted')}`,
  });
  await shop.load(ORDERS, [order('1', { sku: 'a', quantity: 3 })]);
  expect(await changedRows([LINES, ARTICLES, noted('a')])).toMatchObject({ noted: 4 });
  await changedRows([LINES, ARTICLES, noted('b')]);
  expect(await shop.rows(noted('b'))).toEqual([{ sku: 'none', number: 0 }]);
});

it('work that is interrupted keeps nothing', async () => {
  await shop.load(ORDERS, [order('1', { sku: 'a', quantity: 3 })]);
  const endless = { ...countedOut('9223372036854775807'), name: 'endless' };
  const controller = new AbortController();
  const options = shop.options(controller.signal);
  const { runModels } = await import('./index.js');
  const owner = { source: 'shop', stream: 'transformer-shop' };
  const run = runModels(shop.session, { owner, models: [LINES, ARTICLES, endless], options });
  setImmediate(() => {
    controller.abort(new Error('enough'));
  });
  await expect(run).rejects.toThrow('enough');
  await expect(shop.rows(endless)).rejects.toThrow();
});

it('a change reaches the units that a join says it is about, and no others', async () => {
  await shop.load(ORDERS, [
    order('1', { sku: 'a', quantity: 3 }),
    order('2', { sku: 'a', quantity: 1 }),
    order('3', { sku: 'b', quantity: 1 }),
  ]);
  await shop.run(MODELS);
  await shop.load(ORDERS, [order('2', { sku: 'a', quantity: 5 })]);
  expect(await changedRows(MODELS)).toMatchObject({ order_shares: 2 });
  expect(await shop.rows(SHARES)).toEqual([
    { order_id: '1', sold: 8 },
    { order_id: '2', sold: 8 },
    { order_id: '3', sold: 1 },
  ]);
});
