import { describe, expect, it } from 'vitest';
import { type Account, NOW, startAccount } from '../__fixtures__/account.js';
import { CALLS, requestsTo, TRANSCRIPTS } from '../__fixtures__/requests.js';
import { type Run, runStream } from '../__fixtures__/run-stream.js';
import { callId, sampleCall } from '../__fixtures__/sample-records.js';
import { DAY } from '../__fixtures__/test-clock.js';

const now = Date.parse(NOW);

function answer(status: number, ...errors: string[]) {
  return { kind: 'status', status, body: JSON.stringify({ requestId: 'r', errors }) } as const;
}

async function accountWithCall(): Promise<Account> {
  const account = await startAccount();
  account.emulator.calls.add(sampleCall(1, now - DAY));
  return account;
}

async function readCalls({ stream, clock }: Account): Promise<Run> {
  return runStream(await stream('calls'), { clock });
}

describe('404', () => {
  it.each([
    'No calls found corresponding to the provided filters',
    'No calls found corresponding to the provided filters.',
    'no Calls found corresponding to the provided filters',
  ])('A2: "%s" is an empty result', async (message) => {
    const account = await accountWithCall();
    account.emulator.faults.inject(answer(404, message), { path: CALLS });

    const run = await readCalls(account);

    expect(run.batches).toEqual([expect.objectContaining({ table: 'calls', records: [], fetched: 0 })]);
    expect(run.state.get('')?.coverage).toHaveLength(1);
  });

  it('A2: calls of which none has a transcript yet are no error', async () => {
    const account = await startAccount();
    account.emulator.calls.add(sampleCall(1, now - DAY, {}, { transcriptAt: now + DAY }));

    const run = await readCalls(account);

    expect(requestsTo(account.emulator, TRANSCRIPTS)).toHaveLength(1);
    expect(run.ids('calls')).toEqual([callId(1)]);
    expect(run.ids('transcripts')).toEqual([]);
  });

  it.each([
    ['another message', answer(404, 'Call ID 7782342274025937895 was not found')],
    [
      'a message that only contains the words',
      answer(404, 'Error: No calls found corresponding to the provided filters, sorry'),
    ],
    ['no message', answer(404)],
    [
      'errors that are no list',
      {
        kind: 'status',
        status: 404,
        body: '{"errors":"No calls found corresponding to the provided filters"}',
      } as const,
    ],
    ['JSON null', { kind: 'status', status: 404, body: 'null' } as const],
    [
      'a web page',
      {
        kind: 'status',
        status: 404,
        body: '<html>No calls found corresponding to the provided filters</html>',
      } as const,
    ],
  ])('A6: with %s it is an error; swallowing it would lose the window', async (_, fault) => {
    const account = await accountWithCall();
    account.emulator.faults.inject(fault, { path: CALLS, times: Number.POSITIVE_INFINITY });

    await expect(readCalls(account)).rejects.toMatchObject({ http: { status: 404 } });
  });

  it('A6: the words with another status are an error', async () => {
    const account = await accountWithCall();
    account.emulator.faults.inject(answer(400, 'No calls found corresponding to the provided filters'), {
      path: CALLS,
    });

    await expect(readCalls(account)).rejects.toMatchObject({ kind: 'fatal', http: { status: 400 } });
  });
});

describe('401 and 403', () => {
  it('A1: on the wrong host the error names the host and the option, after one request', async () => {
    const account = await startAccount({ tenantHost: 'us-12345.api.gong.io' });
    const calls = await account.stream('calls', { api_endpoint: account.emulator.url });

    await expect(runStream(calls, { clock: account.clock })).rejects.toMatchObject({
      kind: 'config',
      code: 'gong_unauthorized',
      message: expect.stringContaining(`127.0.0.1:${account.emulator.port} (401)`),
      remedy: expect.stringMatching(/api_endpoint.*https:\/\/us-12345\.api\.gong\.io/),
    });
    expect(account.emulator.requests).toHaveLength(1);
  });

  it('A1: from an address that is not trusted the error speaks of trusted addresses', async () => {
    const account = await startAccount({ trustedAddresses: ['192.0.2.1'] });

    await expect(readCalls(account)).rejects.toMatchObject({
      kind: 'config',
      code: 'gong_forbidden',
      message: expect.stringContaining('/v2/calls/extensive'),
      remedy: expect.stringContaining('trusted IP addresses'),
    });
    expect(account.emulator.requests).toHaveLength(1);
  });

  it.each([
    ['calls', ['api:calls:read:transcript'], {}, 'api:calls:read:extensive'],
    ['calls', ['api:calls:read:extensive'], {}, 'api:calls:read:transcript'],
    ['calls', ['api:calls:read:extensive'], { media: true }, 'api:calls:read:media-url'],
    ['users', ['api:calls:read:extensive'], {}, 'api:users:read'],
  ] as const)('A1: %s with the scopes %s and %o lacks %s', async (name, scopes, config, missing) => {
    const account = await startAccount({ scopes });
    account.emulator.calls.add(sampleCall(1, now - DAY));

    const run = runStream(await account.stream(name, config), { clock: account.clock });

    await expect(run).rejects.toMatchObject({
      kind: 'config',
      code: 'missing_scope',
      scope: missing,
      remedy: expect.stringContaining(missing),
    });
  });

  it('a 403 that speaks of a scope without naming it names the one the endpoint needs', async () => {
    const account = await accountWithCall();
    account.emulator.faults.inject(answer(403, 'Insufficient scope'), { path: TRANSCRIPTS });

    await expect(readCalls(account)).rejects.toMatchObject({ scope: 'api:calls:read:transcript' });
  });

  it('a web page with status 403 is not taken for a missing scope', async () => {
    const account = await accountWithCall();
    const body = '<html><body>Blocked by policy, scope=edge</body></html>';
    account.emulator.faults.inject({ kind: 'status', status: 403, body }, { path: CALLS });

    await expect(readCalls(account)).rejects.toMatchObject({ kind: 'config', code: 'gong_forbidden' });
  });

  it('Invariant 9: neither key nor secret stands in the error or in an event', async () => {
    const account = await startAccount();
    const secrets = { api_token: 'the-access-key:the-secret-part' };
    account.emulator.faults.inject(
      { kind: 'status', status: 401, body: JSON.stringify({ errors: ['bad key the-secret-part'] }) },
      { path: CALLS },
    );
    const events: unknown[] = [];
    const calls = await account.stream('calls', secrets);

    const read = async (): Promise<void> => {
      const request = {
        state: new Map(),
        startedAt: now,
        tables: new Set(['calls']),
        signal: new AbortController().signal,
      };
      for await (const item of calls.read({ ...request, report: (event) => events.push(event) }))
        expect(item).toBeDefined();
    };

    const error = await read().catch((reason: unknown) => reason as Error & { http: unknown });
    const told = JSON.stringify([events, { ...(error as object) }, (error as Error).message]);
    expect(told).toContain('gong_unauthorized');
    expect(told).not.toContain('the-secret-part');
    expect(told).not.toContain(Buffer.from(secrets.api_token).toString('base64'));
  });
});

describe('what passes', () => {
  it.each([
    ['a server error', { kind: 'status', status: 502 } as const],
    ['a reset connection', { kind: 'reset-before-headers' } as const],
    ['a body cut off', { kind: 'truncated-body' } as const],
    ['a body broken off', { kind: 'close-mid-body' } as const],
    [
      'a web page with status 200',
      {
        kind: 'status',
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: '<html></html>',
      } as const,
    ],
  ])('A2: %s is asked again, and nothing is lost', async (_, fault) => {
    const account = await accountWithCall();
    account.emulator.faults.inject(fault, { path: CALLS });
    account.emulator.faults.inject(fault, { path: TRANSCRIPTS });

    const run = await readCalls(account);

    expect(run.ids('calls')).toEqual([callId(1)]);
    expect(run.ids('transcripts')).toEqual([callId(1)]);
    expect(account.emulator.requests).toHaveLength(4);
  });

  it('A2: a server that keeps failing ends the read with a transient error that covers nothing', async () => {
    const account = await accountWithCall();
    account.emulator.faults.inject(
      { kind: 'status', status: 503 },
      { path: CALLS, times: Number.POSITIVE_INFINITY },
    );

    await expect(readCalls(account)).rejects.toMatchObject({ kind: 'transient', http: { status: 503 } });
  });
});
