import { beforeEach, expect, it } from 'vitest';
import { LINES, NOTES, order, ORDERS, Shop } from './__fixtures__/shop.js';
import { selectFields, type Model } from './index.js';

const column = (name: string) => ({ name, type: 'string', description: name }) as const;

/** What articles are called: a note of the same id says so. */
const NAMES: Model = {
  schema: 'MARTS',
  name: 'article_names',
  description: 'Names of articles.',
  columns: [column('article'), column('name')],
  primaryKey: ['article'],
  unit: ['article'],
  inputs: { notes: { schema: 'RAW', name: 'notes', kind: 'loaded', unit: (row) => [row('id')] } },
  select: ({ dialect, rows }) =>
    selectFields({
      dialect,
      from: `${rows('notes')} AS notes`,
      keep: ['article'],
      json: 'record',
      fields: [{ name: 'name', type: 'string', path: ['note'] }],
    }),
};

/** Orders with the names of their articles: orders know the articles, names do not know the orders. */
function orderTexts(on: Readonly<Record<string, string>>): Model {
  return {
    schema: 'MARTS',
    name: 'order_texts',
    description: 'Orders as a text.',
    columns: [column('order_id'), column('text')],
    primaryKey: ['order_id'],
    unit: ['order_id'],
    inputs: {
      lines: { schema: 'MARTS', name: 'order_lines', kind: 'model', unit: (row) => [row('order_id')] },
      names: {
        schema: 'MARTS',
        name: 'article_names',
        kind: 'model',
        unit: (row) => [row('order_id')],
        through: { input: 'lines', on },
        isOptional: true,
      },
    },
    select: ({ dialect, rows, has }) => {
      const names = has('names') ? rows('names') : '(SELECT NULL AS article, NULL AS name)';
      const text = dialect.joinTexts("coalesce(n.name, '?')", 'l.line_number');
      return `SELECT l.order_id, ${text} AS text FROM ${rows('lines')} AS l LEFT JOIN ${names} AS n ON n.article = l.sku GROUP BY l.order_id`;
    },
  };
}

const BY_ARTICLE = { article: 'sku' };

let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open();
  await shop.load(ORDERS, [order('1', { sku: 'a' }, { sku: 'b' }), order('2', { sku: 'b' })]);
});

async function changedBy(model: Model): Promise<number | undefined> {
  const tables = await shop.run([LINES, NAMES, model]);
  return tables.at(-1)?.changedRows;
}

it('a change reaches the units whose rows of the other input match, and no others', async () => {
  const model = orderTexts(BY_ARTICLE);
  await shop.load(NOTES, [
    { id: 'a', note: 'Ale' },
    { id: 'b', note: 'Beer' },
  ]);
  await changedBy(model);
  await shop.load(NOTES, [{ id: 'a', note: 'Apple' }]);
  expect(await changedBy(model)).toBe(1);
  expect(await shop.rows(model)).toEqual([
    { order_id: '1', text: 'AppleBeer' },
    { order_id: '2', text: 'Beer' },
  ]);
  await shop.load(NOTES, [], ['b']);
  expect(await changedBy(model)).toBe(2);
  expect((await shop.rows(model)).map(({ text }) => text)).toEqual(['Apple?', '?']);
});

it('both may change at once, and a row that comes later is matched then', async () => {
  const model = orderTexts(BY_ARTICLE);
  await shop.load(NOTES, [{ id: 'a', note: 'Ale' }]);
  await changedBy(model);
  await shop.load(NOTES, [
    { id: 'a', note: 'Apple' },
    { id: 'c', note: 'Cider' },
  ]);
  await shop.load(ORDERS, [order('1', { sku: 'c' }), order('2', { sku: 'a' })]);
  await changedBy(model);
  expect((await shop.rows(model)).map(({ text }) => text)).toEqual(['Cider', 'Apple']);
});

it('without columns to match, a change reaches every unit', async () => {
  const model = orderTexts({});
  await shop.load(NOTES, [{ id: 'b', note: 'Beer' }]);
  await changedBy(model);
  await shop.load(NOTES, [{ id: 'b', note: 'Bitter' }]);
  expect(await changedBy(model)).toBe(2);
});

it('is left out while the input it goes through is not there', async () => {
  const model = orderTexts(BY_ARTICLE);
  const inputs = { ...model.inputs, lines: { ...model.inputs.lines!, name: 'no_lines', isOptional: true } };
  await shop.load(NOTES, [{ id: 'a', note: 'Ale' }]);
  const [, , skipped] = await shop.run([LINES, NAMES, { ...model, inputs }]);
  expect(skipped?.skipped).toContain('no_lines is not built');
});

it('an input that is not one of the model’s is a mistake that says so', async () => {
  const model = orderTexts(BY_ARTICLE);
  const names = { ...model.inputs.names!, through: { input: 'line', on: BY_ARTICLE } };
  const run = shop.run([LINES, NAMES, { ...model, inputs: { ...model.inputs, names } }]);
  await expect(run).rejects.toThrow(/order_texts has no input "line"/);
});
