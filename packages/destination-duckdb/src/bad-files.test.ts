import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, open, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isEtlError, type EtlError } from '@etl/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { batchOf, DuckDbBench, field, openWriter } from './__fixtures__/duckdb-bench.js';
import { explainOpening, explainStatement } from './explain-failure.js';

const PEOPLE = {
  name: 'people',
  fields: [field('id', 'string'), field('name', 'string')],
  primaryKey: ['id'],
};

let bench: DuckDbBench;

beforeEach(async () => {
  bench = await DuckDbBench.open();
});

afterEach(() => bench.remove());

async function failureOf(work: Promise<unknown>): Promise<EtlError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isEtlError(error)) throw new Error(`Expected an error of the tree, found ${String(error)}`);
  return error;
}

async function fill(records: number): Promise<void> {
  const session = await bench.connect();
  const writer = await openWriter(session, [PEOPLE]);
  const texts = Array.from({ length: records }, (_, id) => JSON.stringify({ id: `${id}`, name: 'A person' }));
  await writer.stage(batchOf(PEOPLE, texts));
  await writer.commit([]);
  await writer.close();
  await session.close();
}

describe('a file that cannot be a database is refused before anything is written', () => {
  test('a folder', async () => {
    await mkdir(bench.path);
    const error = await failureOf(bench.connect());
    expect(error).toMatchObject({ kind: 'config', code: 'database_is_folder' });
    expect(error.describe()).toContain(bench.path);
    expect(error.remedy).toMatch(/data\.duckdb/);
  });

  test('in a folder that is not there', async () => {
    const path = join(bench.directory, 'no', 'where.duckdb');
    const error = await failureOf(bench.connect({ path }));
    expect(error).toMatchObject({ kind: 'config', code: 'database_folder_missing' });
    expect(error.message).toContain(join(bench.directory, 'no'));
  });

  test('below a file', async () => {
    await writeFile(bench.path, '');
    const error = await failureOf(bench.connect({ path: join(bench.path, 'x.duckdb') }));
    expect(error).toMatchObject({ kind: 'config', code: 'database_folder_missing' });
  });

  test('a name that is too long', async () => {
    const error = await failureOf(bench.connect({ path: join(bench.directory, 'x'.repeat(300)) }));
    expect(error).toMatchObject({ kind: 'config', code: 'database_not_readable' });
  });

  test('marked read-only', async () => {
    await fill(1);
    await chmod(bench.path, 0o444);
    const before = await readFile(bench.path);
    const error = await failureOf(bench.connect());
    expect(error).toMatchObject({ kind: 'config', code: 'database_not_writable' });
    expect(error.remedy).toContain(`chmod u+w ${bench.path}`);
    expect(await readFile(bench.path)).toEqual(before);
  });

  const FOREIGN: readonly (readonly [string, string | Buffer])[] = [
    ['a text file', 'Dear diary, '.repeat(1000)],
    ['an SQLite file', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4096 - 16)])],
  ];
  for (const [what, content] of FOREIGN) {
    test(what, async () => {
      await writeFile(bench.path, content);
      const error = await failureOf(bench.connect());
      expect(error).toMatchObject({ kind: 'config', code: 'not_a_database' });
      expect(error.message).toContain(bench.path);
      expect(error.remedy).toMatch(/destination\.config\.path/);
      expect(await readFile(bench.path)).toEqual(Buffer.from(content));
    });
  }

  test('a DuckDB file that was cut off', async () => {
    await fill(20_000);
    await truncate(bench.path, 12_288 + 4096);
    const error = await failureOf(bench.connect());
    expect(error.kind).toBe('config');
    expect(error.code).toBe('database_corrupt');
    expect(error.describe()).toMatch(/backup/);
  });

  test('a DuckDB file whose header was overwritten', async () => {
    await fill(10);
    const file = await open(bench.path, 'r+');
    await file.write(Buffer.alloc(8192, 7), 0, 8192, 4096);
    await file.close();
    const error = await failureOf(bench.connect());
    expect(error.kind).toBe('config');
    expect(error.message).toContain(bench.path);
  });
});

describe('a file that another process has open', () => {
  const HOLD = `
    import { DuckDBInstance } from '@duckdb/node-api';
    const instance = await DuckDBInstance.create(process.argv[1]);
    await instance.connect();
    console.log('open');
    process.stdin.on('data', () => process.exit(0));
  `;

  async function hold() {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', HOLD, bench.path], {
      cwd: import.meta.dirname,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    return child;
  }

  test('is waited for, by the clock, and the message names the process', async () => {
    await fill(1);
    const child = await hold();
    const began = bench.clock.now();
    const error = await failureOf(bench.connect());
    expect(error).toMatchObject({ kind: 'config', code: 'database_locked' });
    expect(error.message).toContain(`process ${child.pid ?? ''}`);
    expect(bench.clock.now() - began).toBeGreaterThanOrEqual(10_000);
    child.stdin.write('go');
    await once(child, 'exit');
  });

  test('is opened as soon as it is free', async () => {
    await fill(1);
    const child = await hold();
    bench.clock.autoAdvance = false;
    const connecting = bench.connect();
    while (bench.clock.sleepers === 0) await new Promise(setImmediate);
    child.stdin.write('go');
    await once(child, 'exit');
    bench.clock.autoAdvance = true;
    bench.clock.advance(250);
    const session = await connecting;
    expect(await session.query('SELECT count(*) AS people FROM raw.people')).toEqual([{ people: 1 }]);
  });

  test('can be read by another process between two transactions', async () => {
    const session = await bench.connect();
    const writer = await openWriter(session, [PEOPLE]);
    await writer.stage(batchOf(PEOPLE, ['{"id":"1"}']));
    await writer.commit([]);
    const child = await hold();
    child.stdin.write('go');
    await once(child, 'exit');
    await writer.stage(batchOf(PEOPLE, ['{"id":"2"}']));
    expect((await writer.commit([])).tables[0]).toMatchObject({ inserted: 1, rows: 2 });
    await writer.close();
  });
});

describe('what a commit needs and does not get', () => {
  test('memory: nothing is written, the message names the option', async () => {
    await fill(3);
    const session = await bench.connect({ memory_limit: '8MB', threads: 1 });
    const writer = await openWriter(session, [PEOPLE], { stream: { source: 'vendor', stream: 'other' } });
    const name = 'long '.repeat(200);
    const texts = Array.from({ length: 20_000 }, (_, id) => JSON.stringify({ id: `n${id}`, name }));
    await writer.stage(batchOf(PEOPLE, texts));
    const error = await failureOf(writer.commit([]));
    expect(error).toMatchObject({ kind: 'fatal', code: 'out_of_memory' });
    expect(error.remedy).toContain('memory_limit');
    await writer.close();
    const rows = await (await bench.connect()).query('SELECT count(*) AS people FROM raw.people');
    expect(rows).toEqual([{ people: 3 }]);
  });

  test('a temporary folder: the stage file cannot be written', async () => {
    const session = await bench.connect();
    const writer = await openWriter(session, [PEOPLE]);
    await writer.stage(batchOf(PEOPLE, ['{"id":"1"}']));
    await bench.remove();
    const error = await failureOf(writer.commit([]));
    expect(error).toMatchObject({ kind: 'fatal', code: 'stage_not_writable' });
    expect(error.message).toContain(bench.directory);
  });
});

describe('messages of DuckDB that a test cannot provoke here', () => {
  const OPENING: readonly (readonly [string, string])[] = [
    ['Trying to read a database file with version number 99, a newer version of DuckDB', 'newer_database'],
    ['Cannot open file "x": Permission denied', 'database_not_writable'],
    ['Could not set lock on file: Conflicting lock is held', 'database_locked'],
    ['Something else', 'database_corrupt'],
  ];
  for (const [message, code] of OPENING) {
    test(message, () => {
      const error = explainOpening('/data/x.duckdb', new Error(message));
      expect(error).toMatchObject({ kind: 'config', code });
      expect(error.message).toContain('/data/x.duckdb');
      expect(error.remedy).toBeTruthy();
    });
  }

  const STATEMENTS: readonly (readonly [string, string])[] = [
    ['IO Error: Could not write all bytes: No space left on device', 'disk_full'],
    ['Out of Memory Error: failed to allocate', 'out_of_memory'],
    ['Parser Error: syntax error', 'duckdb_failed'],
  ];
  for (const [message, code] of STATEMENTS) {
    test(message, () => {
      expect(explainStatement('/data/x.duckdb', new Error(message))).toMatchObject({ kind: 'fatal', code });
      expect(explainStatement('/data/x.duckdb', message).message).toContain(message);
    });
  }
});
