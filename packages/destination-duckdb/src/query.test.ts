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

  test('a statement that is refused changes nothing of its transaction', async () => {
    const session = await bench.connect();
    const work = session.transaction(async (transaction) => {
      await transaction.run('CREATE TABLE made (x INTEGER)');
      await transaction.rows('SELECT nothing');
    });
    await expect(work).rejects.toMatchObject({ kind: 'fatal', code: 'duckdb_failed' });
    await expect(session.query('SELECT * FROM made')).rejects.toThrow(/made/);
  });
});
