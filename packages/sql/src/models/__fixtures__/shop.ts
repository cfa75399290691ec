import { duckDbDialect } from '../../dialects/duckdb-dialect.js';
import { METADATA_COLUMN_LIST } from '../../metadata-columns.js';
import { tmpdir } from 'node:os';
import type { Lease, ModelRunOptions, QueryRow, Session, Table, TransformedTable } from '@etl/core';
import { createManualClock, TEST_START } from '@etl/testing';
import { MemoryDuckDb } from '../../__fixtures__/memory-duckdb.js';
import { openSqlSession } from '../../loader/index.js';
import { runModels, selectElements, selectFields, type Model } from '../index.js';

export const ORDERS: Table = {
  name: 'orders',
  fields: [{ name: 'id', path: ['id'], type: 'string' }],
  primaryKey: ['id'],
};
export const NOTES: Table = { ...ORDERS, name: 'notes' };

export type OrderRecord = object | string;

/** A shop's database: orders and notes as a loader leaves them, and whatever models are run on them. */
export class Shop {
  readonly database: MemoryDuckDb;
  readonly session: Session;
  #run = 0;

  private constructor(database: MemoryDuckDb, session: Session) {
    this.database = database;
    this.session = session;
  }

  static async open(): Promise<Shop> {
    const database = await MemoryDuckDb.open();
    const clock = createManualClock(TEST_START);
    const options = { database, clock, temporaryDirectory: tmpdir(), maxIdentifierLength: 63 };
    return new Shop(database, await openSqlSession(options));
  }

  /** Loads records of a table, and marks others deleted. */
  async load(table: Table, records: readonly OrderRecord[], deleted: readonly string[] = []): Promise<void> {
    const stream = { source: 'shop', stream: table.name };
    const runId = `load-${(this.#run += 1)}`;
    const lease = await this.session.acquireLease(stream, runId);
    const writer = await this.session.openWriter({
      stream,
      schema: 'RAW',
      tables: [table],
      lease,
      runId,
      deletionBrake: { share: 1, rows: 0 },
    });
    await writer.stage({
      kind: 'batch',
      table: table.name,
      records: records.map((record) => ({
        text: typeof record === 'string' ? record : JSON.stringify(record),
      })),
      deletions: deleted.map((id) => ({ key: [id], evidence: 'a test' })),
      fetched: records.length,
    });
    await writer.commit([]);
    await writer.close();
    await lease.release();
  }

  options(signal = new AbortController().signal): ModelRunOptions {
    const capabilities = {
      dialect: 'duckdb',
      maxIdentifierLength: 63,
      preferredCommitRecords: 1,
      concurrentCommits: false,
      columnTypes: duckDbDialect.columnTypes,
      metadataColumns: METADATA_COLUMN_LIST,
    };
    return { schemas: { shop: 'RAW' }, capabilities, runId: `models-${(this.#run += 1)}`, signal };
  }

  run(models: readonly Model[], session: Session = this.session): Promise<readonly TransformedTable[]> {
    const owner = { source: 'shop', stream: 'transformer-shop' };
    return runModels(session, { owner, source: 'shop', models, options: this.options() });
  }

  rows(model: Model): Promise<readonly QueryRow[]> {
    return this.session.query(`SELECT * FROM ${model.schema}.${model.name} ORDER BY ALL`);
  }

  takeLease(): Promise<Lease> {
    return this.session.acquireLease({ source: 'shop', stream: 'transformer-shop' }, 'other');
  }

  execute(...statements: readonly string[]): Promise<void> {
    return this.session.transaction(async (transaction) => {
      for (const statement of statements) await transaction.run(statement);
    });
  }
}

const column = (name: string, type: Model['columns'][number]['type'] = 'string') => ({
  name,
  type,
  description: name,
});

/** A row for each line of each order. */
export const LINES: Model = {
  schema: 'MARTS',
  name: 'order_lines',
  description: 'Lines of orders.',
  columns: [
    column('order_id'),
    column('line_number', 'integer'),
    column('sku'),
    column('quantity', 'integer'),
    column('extra', 'json'),
  ],
  primaryKey: ['order_id', 'line_number'],
  unit: ['order_id'],
  followedBy: ['order_id', 'sku'],
  inputs: {
    orders: { schema: 'RAW', name: 'orders', kind: 'loaded', unit: (row) => [row('id')] },
  },
  select: ({ dialect, rows }) => {
    const lines = selectElements({
      dialect,
      from: `${rows('orders')} AS orders`,
      keep: ['order_id'],
      json: 'record',
      path: ['lines'],
    });
    const fields = selectFields({
      dialect,
      from: `(${lines}) AS lines`,
      keep: ['order_id', 'position'],
      json: 'value',
      fields: [
        { name: 'sku', type: 'string', path: ['sku'] },
        { name: 'quantity', type: 'integer', path: ['quantity'] },
        { name: 'extra', type: 'json', path: ['extra'] },
      ],
    });
    return `SELECT order_id, position + 1 AS line_number, sku, quantity, extra FROM (${fields}) AS fields`;
  },
};

/** What was sold of each article: worked out from another model, by another unit. */
export const ARTICLES: Model = {
  schema: 'MARTS',
  name: 'articles',
  description: 'Articles with their sales.',
  columns: [column('sku'), column('sold', 'integer')],
  primaryKey: ['sku'],
  unit: ['sku'],
  inputs: { lines: { schema: 'MARTS', name: 'order_lines', kind: 'model', unit: (row) => [row('sku')] } },
  select: ({ rows }) =>
    `SELECT sku, CAST(sum(quantity) AS BIGINT) AS sold FROM ${rows('lines')} AS lines WHERE sku IS NOT NULL GROUP BY sku`,
};

/** Notes, with the number of lines of their order where orders are loaded; not for orders that are deleted. */
export const ORDER_NOTES: Model = {
  schema: 'MARTS',
  name: 'order_notes',
  description: 'Notes on orders.',
  columns: [column('order_id'), column('note'), column('lines', 'integer')],
  primaryKey: ['order_id'],
  unit: ['order_id'],
  inputs: {
    notes: { schema: 'RAW', name: 'notes', kind: 'loaded', unit: (row) => [row('id')] },
    orders: {
      schema: 'RAW',
      name: 'orders',
      kind: 'loaded',
      unit: (row) => [row('id')],
      isOptional: true,
      isKeyOnly: true,
    },
    lines: {
      schema: 'MARTS',
      name: 'order_lines',
      kind: 'model',
      unit: (row) => [row('order_id')],
      isOptional: true,
    },
  },
  select: ({ dialect, rows, deleted, has }) => {
    const notes = selectFields({
      dialect,
      from: `${rows('notes')} AS notes`,
      keep: ['order_id'],
      json: 'record',
      fields: [{ name: 'note', type: 'string', path: ['note'] }],
    });
    const count = has('lines')
      ? `(SELECT count(*) FROM ${rows('lines')} AS l WHERE l.order_id = n.order_id)`
      : 'NULL';
    const alive = has('orders')
      ? ` WHERE n.order_id NOT IN (SELECT order_id FROM ${deleted('orders')} AS d)`
      : '';
    return `SELECT n.order_id, n.note, ${count} AS lines FROM (${notes}) AS n${alive}`;
  },
};

export const MODELS: readonly Model[] = [LINES, ARTICLES, ORDER_NOTES];

export function order(id: string, ...lines: readonly unknown[]): object {
  return { id, lines };
}
