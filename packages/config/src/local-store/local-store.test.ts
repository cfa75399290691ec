import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JsonValue, LocalStore, Logger } from '@etl/core';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLocalStore } from './local-store.js';

interface TestStore {
  readonly store: LocalStore;
  readonly directory: string;
  readonly warnings: unknown[];
}

async function createStore(): Promise<TestStore> {
  const root = await mkdtemp(join(tmpdir(), 'etl-store-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const warnings: unknown[] = [];
  const silent = (): void => undefined;
  const warn: Logger['warn'] = (message, fields) => void warnings.push({ message, ...fields });
  const directory = join(root, '.etl');
  const logger = { debug: silent, info: silent, warn, error: silent };
  return { store: createLocalStore({ directory, logger }), directory, warnings };
}

async function onlyFile(directory: string): Promise<string> {
  const [name, ...others] = await readdir(directory);
  expect(others).toEqual([]);
  return join(directory, name!);
}

describe('createLocalStore', () => {
  it('keeps values over the end of a process, each under its key', async () => {
    const { store, directory } = await createStore();
    expect(await store.read('quota:acme')).toBeUndefined();
    await store.write('quota:acme', { day: '2026-01-01', used: 7 });
    await store.write('Quota:acme', null);
    await store.write('quota:acme', { day: '2026-01-01', used: 8 });
    const again = createLocalStore({ directory, logger: undefined as never });
    expect(await again.read('quota:acme')).toEqual({ day: '2026-01-01', used: 8 });
    expect(await again.read('Quota:acme')).toBeNull();
  });

  it('gives back any value under any key', async () => {
    const { store } = await createStore();
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.jsonValue({ noUnicodeString: false }),
        async (key, value) => {
          await store.write(key, value as JsonValue);
          expect(await store.read(key)).toEqual(JSON.parse(JSON.stringify(value)));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('lets nobody but the owner read, also where the directory was open before', async () => {
    const { store, directory } = await createStore();
    await store.write('token', 'hush');
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect((await stat(await onlyFile(directory))).mode & 0o777).toBe(0o600);
    await chmod(directory, 0o755);
    await store.write('token', 'hush');
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
  });

  it('keeps the order of writes that nobody waited for', async () => {
    const { store, directory } = await createStore();
    await Promise.all(Array.from({ length: 20 }, (_, count) => store.write('count', count)));
    expect(await store.read('count')).toBe(19);
    await onlyFile(directory);
  });

  it.each(['', '{"key":"tok', 'null', '[]', '{"key":"another","value":1}', '{"key":"token"}'])(
    'takes a damaged file (%s) for no value, says so, and mends it',
    async (text) => {
      const { store, directory, warnings } = await createStore();
      await store.write('token', 'old');
      const file = await onlyFile(directory);
      await writeFile(file, text);
      expect(await store.read('token')).toBeUndefined();
      expect(warnings).toEqual([{ message: 'A stored value is damaged and was ignored.', file }]);
      await store.write('token', 'new');
      expect(await store.read('token')).toBe('new');
    },
  );

  it('tells the user where it may not write, and writes again once it may', async () => {
    const { store, directory } = await createStore();
    await writeFile(directory, 'a file');
    const failure = {
      kind: 'config',
      code: 'local_store',
      location: directory,
      message: expect.stringMatching(/^Local state cannot be written \((EEXIST|ENOTDIR)\)\.$/),
      remedy: expect.stringContaining('check that it is a directory'),
    };
    await expect(store.write('token', 1)).rejects.toMatchObject(failure);
    await expect(store.read('token')).rejects.toMatchObject({
      message: 'Local state cannot be read (ENOTDIR).',
    });
    await rm(directory);
    await store.write('token', 2);
    expect(await store.read('token')).toBe(2);
  });

  it('leaves nothing behind when the value cannot take its place', async () => {
    const { store, directory } = await createStore();
    await store.write('token', 1);
    const file = await onlyFile(directory);
    await rm(file);
    await mkdir(join(file, 'occupied'), { recursive: true });
    await expect(store.write('token', 2)).rejects.toMatchObject({ code: 'local_store' });
    await onlyFile(directory);
  });

  it('survives several processes that write at the same time', async () => {
    const { store, directory, warnings } = await createStore();
    const names = ['a', 'b', 'c'];
    const running = Promise.all(names.map((name) => hammer(directory, name)));
    const state = { isRunning: true };
    void running.finally(() => (state.isRunning = false)).catch(() => undefined);
    while (state.isRunning) expect(isWhole(await store.read('contested'))).toBe(true);
    await running;
    for (const name of names) expect(await store.read(`own:${name}`)).toBe(25);
    expect(warnings).toEqual([]);
    expect(await readdir(directory)).toHaveLength(names.length + 1);
  });
});

/** Another process, with the sources as they stand. */
function hammer(directory: string, name: string): Promise<unknown> {
  const fixtures = join(import.meta.dirname, '__fixtures__');
  const hooks = ['--conditions=@etl/source', '--import', join(fixtures, 'typescript-hooks.mjs')];
  return promisify(execFile)(process.execPath, [
    ...hooks,
    join(fixtures, 'hammer.ts'),
    directory,
    name,
    '25',
  ]);
}

function isWhole(value: JsonValue | undefined): boolean {
  if (value === undefined) return true;
  const { name, filler } = value as { name: string; filler: string };
  return filler === name.repeat(10_000);
}
