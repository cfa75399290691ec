import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecords } from '@etl/connector-kit';
import { collect } from '@etl/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createSlackEmulator,
  startSandbox,
  type SlackEmulatorOptions,
  type SandboxOptions,
} from './emulator/index.js';
import { slack } from './stand-alone.js';

const signal = new AbortController().signal;

async function openSandbox(options?: SandboxOptions) {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  return { ...sandbox, source: slack({ ...sandbox.config, start_date: '2025-01-01' }) };
}

async function openAccount(options: SlackEmulatorOptions) {
  const emulator = await createSlackEmulator(options);
  onTestFinished(() => emulator.close());
  return { emulator, source: slack({ api_endpoint: emulator.url, api_token: 'slack-token' }) };
}

describe('slack', () => {
  it('reads with `for await`, alone, everything there is', async () => {
    const { source, emulator } = await openSandbox();

    const orders = await collect(readRecords(source, 'orders'));
    const users = await collect(readRecords(source, 'users'));

    expect(orders.map(({ id }) => id).sort()).toEqual(
      emulator.orders
        .list()
        .map(({ id }) => id)
        .sort(),
    );
    expect(users).toHaveLength(emulator.users.list().length);
  });

  it('says what is wrong with the options, without the secret', () => {
    const attempt = (): unknown => slack({ api_token: 'a-secret', api_endpoint: 'ftp://host' });

    expect(attempt).toThrow(/http\(s\) address[^]*api_endpoint/);
    expect(attempt).toThrow(expect.objectContaining({ kind: 'config', code: 'invalid_config' }));
    expect(attempt).not.toThrow(/a-secret/);
  });

  it('names the account, and what a token lacks', async () => {
    const { source } = await openAccount({ scopes: ['users:read'] });

    await expect(source.check(signal)).resolves.toEqual({ account: 'Slack sandbox' });
    await expect(readRecords(source, 'orders').next()).rejects.toMatchObject({
      code: 'missing_scope',
      scope: 'orders:read',
    });
  });

  it('refuses another token', async () => {
    const { source } = await openAccount({ token: 'another-token' });

    await expect(source.check(signal)).rejects.toMatchObject({ kind: 'config', code: 'unauthorized' });
  });
});

describe('the sandbox', () => {
  async function writeFolder(users: string): Promise<string> {
    const directory = await mkdtemp(join(tmpdir(), 'slack-'));
    onTestFinished(() => rm(directory, { recursive: true }));
    await writeFile(join(directory, 'users.ndjson'), users);
    await writeFile(join(directory, 'orders.ndjson'), '');
    return directory;
  }

  it('serves a folder as it stands', async () => {
    const line = '{"updated_at":"2025-03-01T00:00:00Z", "id":"u1", "number":9007199254740993}';
    const { emulator, source } = await openSandbox({ dataDirectory: await writeFolder(`${line}\n\n`) });

    expect(emulator.users.list().map(({ text }) => text)).toEqual([line]);
    expect(await collect(readRecords(source, 'orders'))).toEqual([]);
  });

  it('names file and line of what is not a record', async () => {
    const dataDirectory = await writeFolder('{"id":"u1","updated_at":"2025-03-01"}\n{"id":null}\n');

    await expect(startSandbox({ dataDirectory })).rejects.toThrow(/users\.ndjson:2: A record needs an id/);
  });
});

describe('the emulator', () => {
  it('turns away what comes too fast, and windows without borders', async () => {
    const { emulator } = await openAccount({ perSecond: 1, clock: { now: () => 0 } });
    const headers = { authorization: `Bearer ${emulator.token}` };

    const open = await fetch(`${emulator.url}/v1/orders`, { headers });
    const fast = await fetch(`${emulator.url}/v1/orders`, { headers });

    expect(open.status).toBe(400);
    expect([fast.status, fast.headers.get('retry-after')]).toEqual([429, '1']);
  });
});
