import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DuckDbBench } from './__fixtures__/duckdb-bench.js';

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
