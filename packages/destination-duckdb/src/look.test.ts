import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DuckDbBench, field } from './__fixtures__/duckdb-bench.js';

let bench: DuckDbBench;

beforeEach(async () => {
  bench = await DuckDbBench.open();
});

afterEach(() => bench.remove());

const CALLS = { source: 'gong', stream: 'calls' };

describe('who only looks', () => {
  test('makes no file where there is none, and finds nothing', async () => {
    const session = await bench.look();
    expect((await session.readState(CALLS)).size).toBe(0);
    expect(await session.readOutcomes(3)).toEqual([]);
    expect(await session.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await session.close();
    expect(await readdir(dirname(bench.path))).toEqual([]);
  });

  test('takes an empty file for no database yet, and leaves it empty', async () => {
    await writeFile(bench.path, '');
    expect(await (await bench.look()).readOutcomes(1)).toEqual([]);
    expect(await readFile(bench.path, 'utf8')).toBe('');
  });

  test('reads a file that is marked read-only, and changes no byte of it', async () => {
    const writing = await bench.connect();
    await writing.resetState(CALLS, 'x');
    await writing.close();
    await chmod(bench.path, 0o444);
    const before = await readFile(bench.path);
    const session = await bench.look();
    expect(await session.query('SELECT count(*) AS rows FROM _etl.state')).toEqual([{ rows: 1 }]);
    expect(await session.readOutcomes(1)).toEqual([]);
    expect((await readFile(bench.path)).equals(before)).toBe(true);
  });

  test('cannot write', async () => {
    await (await bench.connect()).close();
    const session = await bench.look();
    await expect(session.query('DELETE FROM _etl.state')).rejects.toThrow(/read-only/i);
  });

  test.each([
    ['text', 'not a DuckDB database'],
    [undefined, 'is a folder'],
  ])('is told what is in the way: %s', async (content, message) => {
    const path = content === undefined ? dirname(bench.path) : bench.path;
    if (content !== undefined) await writeFile(path, content.repeat(10));
    await expect(bench.look({ path })).rejects.toThrow(message);
  });
});

describe('records that are only to be typed', () => {
  const table = {
    name: 'calls',
    fields: [field('id', 'string'), field('size', 'integer')],
    primaryKey: ['id'],
  };

  test('are what a commit would make of them, and nothing stays anywhere', async () => {
    const records = ['{"id":"a","size":7}', '{"id":"b","size":"7.5"}', '{"size":1}'].map((text) => ({
      text,
    }));
    const [conformed] =
      (await bench.create().conform?.([{ table, records }], new AbortController().signal)) ?? [];
    const rows = conformed?.rows.toSorted((left, right) => (left.id! < right.id! ? -1 : 1));
    expect(rows).toMatchObject([
      { id: 'a', size: 7, _etl_errors: null },
      { id: 'b', size: null, _etl_errors: expect.stringContaining('7.5') },
    ]);
    expect(conformed?.rejects).toEqual([{ reason: expect.any(String), record: '{"size":1}' }]);
    expect(await readdir(bench.directory)).toEqual([]);
  });

  test('leave nothing behind when they cannot be typed', async () => {
    const broken = { ...table, primaryKey: [] };
    const work = bench
      .create()
      .conform?.([{ table: broken, records: [{ text: '{}' }] }], new AbortController().signal);
    await Promise.resolve(work).catch(() => undefined);
    expect(await readdir(bench.directory)).toEqual([]);
  });
});
