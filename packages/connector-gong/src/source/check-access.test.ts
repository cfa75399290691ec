import { describe, expect, it } from 'vitest';
import { startAccount } from '../__fixtures__/account.js';

const signal = new AbortController().signal;

describe('check', () => {
  it('names the host and what can be read, with one request for each', async () => {
    const { emulator, source } = await startAccount();

    const report = await source().check(signal);

    expect(report).toEqual({
      account: `127.0.0.1:${emulator.port}`,
      details: { users: 'readable', calls: 'readable', transcripts: 'readable' },
    });
    expect(emulator.requests).toHaveLength(3);
  });

  it('tells which scope is missing for what', async () => {
    const { source } = await startAccount({ scopes: ['api:users:read', 'api:calls:read:extensive'] });

    const { details } = await source().check(signal);

    expect(details).toEqual({
      users: 'readable',
      calls: 'readable',
      transcripts: expect.stringContaining('api:calls:read:transcript'),
    });
  });

  it('fails when nothing can be read', async () => {
    const { source } = await startAccount({ scopes: [] });

    await expect(source().check(signal)).rejects.toMatchObject({
      code: 'missing_scope',
      scope: 'api:users:read',
    });
  });

  it('fails at once when the credential is wrong', async () => {
    const { emulator, source } = await startAccount();

    await expect(source({ api_token: 'gong-key:wrong' }).check(signal)).rejects.toMatchObject({
      kind: 'config',
      code: 'gong_unauthorized',
    });
    expect(emulator.requests).toHaveLength(1);
  });

  it('stops when it is told to', async () => {
    const { emulator, source } = await startAccount();
    const stopped = new Error('stopped');

    await expect(source().check(AbortSignal.abort(stopped))).rejects.toBe(stopped);
    expect(emulator.requests).toHaveLength(0);
  });
});
