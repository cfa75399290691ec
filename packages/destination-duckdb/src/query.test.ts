import type { Lease } from '@etl/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DuckDbBench } from './__fixtures__/duckdb-bench.js';

let bench: DuckDbBench;

beforeEach(async () => {
  bench = await DuckDbBench.open();
});

afterEach(() => bench.remove());

describe('a query answers with exact values', () => {
  const EXACT: readonly (readonly [sql: string, value: unknown])[] = [
    ["'text'", 'text'],
    ['NULL', null],
    ['TRUE', true],
    ['9007199254740991::BIGINT', 9007199254740991],
    ['9223372036854775807::BIGINT', '9223372036854775807'],
    ['12345678901234567890123456789012345678::HUGEINT', '12345678901234567890123456789012345678'],
    ['1.25::DECIMAL(38,9)', '1.250000000'],
    ['0.1::DOUBLE', 0.1],
    ["'Infinity'::DOUBLE", 'Infinity'],
    ["TIMESTAMPTZ '2026-03-01 12:00:00+05:30'", '2026-03-01T06:30:00.000Z'],
    ["TIMESTAMPTZ '2026-03-01 12:00:00.123456Z'", '2026-03-01T12:00:00.123456Z'],
    ["TIMESTAMPTZ '1969-12-31 23:59:59.999999Z'", '1969-12-31T23:59:59.999999Z'],
    ["TIMESTAMP '2026-03-01 12:00:00'", '2026-03-01T12:00:00.000Z'],
    ["TIME '12:34:56'", '12:34:56'],
    ["DATE '2024-02-29'", '2024-02-29'],
    ['\'{"a":1}\'::JSON', '{"a":1}'],
    ["['a', 'b']", "['a', 'b']"],
  ];
  for (const [sql, value] of EXACT) {
    test(sql, async () => {
      const session = await bench.connect();
      expect(await session.query(`SELECT ${sql} AS value`)).toEqual([{ value }]);
    });
  }

  test('parameters of every kind', async () => {
    const session = await bench.connect();
    const rows = await session.query('SELECT ? AS a, ? AS b, ? AS c, ?::JSON AS d, ? AS e', [
      "it's",
      2,
      true,
      { a: [1] },
      null,
    ]);
    expect(rows).toEqual([{ a: "it's", b: 2, c: true, d: '{"a":[1]}', e: null }]);
  });
});

describe('a transaction', () => {
  test('reads what it wrote, tells how many rows changed, and hands out what its work comes to', async () => {
    const session = await bench.connect();
    const result = await session.transaction(async (transaction) => {
      await transaction.run('CREATE TABLE made (x INTEGER)');
      const inserted = await transaction.update('INSERT INTO made VALUES (1), (2), (3)');
      const deleted = await transaction.update('DELETE FROM made WHERE x > 1');
      return { inserted, deleted, rows: await transaction.rows('SELECT x FROM made WHERE x = ?', [1]) };
    });
    expect(result).toEqual({ inserted: 3, deleted: 2, rows: [{ x: 1 }] });
    expect(await session.query('SELECT x FROM made')).toEqual([{ x: 1 }]);
  });

  test.each([
    ['a statement that is refused', 'SELECT nothing', { kind: 'fatal', code: 'duckdb_failed' }],
    ['work that fails', undefined, { message: 'no' }],
  ])('is undone by %s', async (_, statement, error) => {
    const session = await bench.connect();
    const work = session.transaction(async (transaction) => {
      await transaction.run('CREATE TABLE made (x INTEGER)');
      if (statement === undefined) throw new Error('no');
      await transaction.rows(statement);
    });
    await expect(work).rejects.toMatchObject(error);
    await expect(session.query('SELECT * FROM made')).rejects.toThrow(/made/);
  });

  test('is undone when its lease was taken over, and not when it is held', async () => {
    const session = await bench.connect();
    const stream = { source: 'vendor', stream: 'models' };
    const make = (table: string, lease: Lease): Promise<void> =>
      session.transaction((transaction) => transaction.run(`CREATE TABLE ${table} (x INTEGER)`), lease);
    const lost = await session.acquireLease(stream, 'run-1');
    await lost.release();
    const held = await session.acquireLease(stream, 'run-2');
    await expect(make('of_the_loser', lost)).rejects.toMatchObject({ code: 'lease_lost' });
    await make('of_the_holder', held);
    await expect(session.query('SELECT * FROM of_the_loser')).rejects.toThrow(/of_the_loser/);
    expect(await session.query('SELECT * FROM of_the_holder')).toEqual([]);
  });
});
