import { getEventListeners } from 'node:events';
import {
  ConfigError,
  DeferredError,
  FatalError,
  Redactor,
  type SourceEvent,
  TransientError,
} from '@etl/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../__fixtures__/failure-of.js';
import { clientOptions, testContext, testDependencies } from '../__fixtures__/test-read.js';
import { answer, inTurn, startServer } from '../__fixtures__/test-server.js';
import type { Quota } from '../quota/quota.js';
import { createApiClient } from './api-client.js';

const OK = answer(200, '{"calls":[]}');
const CALLS = { method: 'GET', path: '/v2/calls' } as const;

describe('createApiClient', () => {
  it('sends path, query, JSON body and authorization, and tells about the request', async () => {
    const server = await startServer(OK);
    const authorization = { headers: () => Promise.resolve({ Authorization: 'Basic c2VjcmV0OmtleQ==' }) };
    const context = testContext();
    const response = await createApiClient(clientOptions(`${server.url}/api/`, { authorization })).fetch(
      context,
      {
        method: 'POST',
        path: '/v2/calls',
        query: { cursor: undefined, id: ['a', 'b'], limit: 5, token: 'c2VjcmV0OmtleQ==' },
        body: { filter: { id: 7 } },
      },
    );
    expect(response).toMatchObject({ status: 200, text: '{"calls":[]}' });
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      url: '/api/v2/calls?id=a&id=b&limit=5&token=c2VjcmV0OmtleQ%3D%3D',
      body: '{"filter":{"id":7}}',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        authorization: 'Basic c2VjcmV0OmtleQ==',
      },
    });
    expect(context.events).toEqual([
      {
        type: 'request',
        method: 'POST',
        url: `${server.url}/api/v2/calls?id=a&id=b&limit=5&token=***`,
        status: 200,
        duration: 0,
        bytes: 12,
      },
    ]);
  });

  it('sends a text body as it is and learns its base URL at run time', async () => {
    const server = await startServer(OK);
    const client = createApiClient(clientOptions('', { baseUrl: () => Promise.resolve(server.url) }));
    await client.fetch(testContext(), {
      ...CALLS,
      method: 'POST',
      body: 'a=1',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect(server.requests[0]).toMatchObject({
      body: 'a=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  });

  it.each(['not a url', 'ftp://files.example.com'])(
    'explains a base URL that is none: %s',
    async (baseUrl) => {
      const error = await failureOf(createApiClient(clientOptions(baseUrl)).fetch(testContext(), CALLS));
      expect(error).toMatchObject({ kind: 'config', code: 'invalid_base_url' });
      expect(error.message).toContain(baseUrl);
    },
  );

  it.each([408, 425, 429, 500, 502, 503, 504, 599])('tries again after %d', async (status) => {
    const server = await startServer(inTurn(answer(status, '{"errors":["x"]}'), OK));
    const context = testContext();
    const response = await createApiClient(clientOptions(server.url)).fetch(context, CALLS);
    expect(response.status).toBe(200);
    expect(context.events.map(({ type }) => type)).toContain('retry');
  });

  it.each([
    ['a reset', inTurn((request) => void request.socket.resetAndDestroy(), OK)],
    ['an HTML page', inTurn(answer(200, '<html>sign in</html>', { 'content-type': 'text/html' }), OK)],
    ['an empty body', inTurn(answer(200, ''), OK)],
    ['a JSON body cut off', inTurn(answer(200, '{"calls":[{"id":"1"},'), OK)],
    [
      'bytes that are not UTF-8',
      inTurn((_request, response) => void response.end(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])), OK),
    ],
    ['a body that says so', inTurn(answer(200, '{"ok":false}'), OK)],
  ])('tries again after %s', async (_name, handler) => {
    const server = await startServer(handler);
    const inspect = ({ text }: { text: string }) =>
      text === '{"ok":false}' ? new TransientError({ code: 'internal', message: 'x' }) : undefined;
    const response = await createApiClient(clientOptions(server.url, { inspect })).fetch(
      testContext(),
      CALLS,
    );
    expect(response.text).toBe('{"calls":[]}');
    expect(server.requests).toHaveLength(2);
  });

  it('never turns bytes it cannot read into replacement characters', async () => {
    const server = await startServer(
      (_request, response) => void response.end(Buffer.from([0x5b, 0xc3, 0x5d])),
    );
    const error = await failureOf(createApiClient(clientOptions(server.url)).fetch(testContext(), CALLS));
    expect(error).toMatchObject({ kind: 'transient', code: 'not_utf8' });
  });

  it('accepts an empty answer only where the status promises it', async () => {
    const server = await startServer(answer(204, ''));
    expect(await createApiClient(clientOptions(server.url)).fetch(testContext(), CALLS)).toMatchObject({
      text: '',
    });
  });

  it.each([
    [400, 'fatal', 'bad_request'],
    [401, 'config', 'unauthorized'],
    [403, 'config', 'forbidden'],
    [404, 'fatal', 'not_found'],
    [409, 'fatal', 'request_rejected'],
    [304, 'fatal', 'request_rejected'],
  ])('does not try again after %d', async (status, kind, code) => {
    const server = await startServer(answer(status, '{"errors":["No such thing"]}'));
    const error = await failureOf(createApiClient(clientOptions(server.url)).fetch(testContext(), CALLS));
    expect(error).toMatchObject({
      kind,
      code,
      http: { method: 'GET', url: `${server.url}/v2/calls`, status },
    });
    expect(server.requests).toHaveLength(1);
  });

  it('hands back a status that the caller accepts', async () => {
    const server = await startServer(answer(404, '{"errors":["No calls found"]}'));
    const response = await createApiClient(clientOptions(server.url)).fetch(testContext(), {
      ...CALLS,
      acceptStatus: [404],
    });
    expect(response).toMatchObject({ status: 404, text: '{"errors":["No calls found"]}' });
  });

  it("lets the vendor's meaning decide: thrown at once, retried, or left to the default", async () => {
    const explain = ({ text, http }: { text: string; http: FatalError['http'] }) => {
      if (text.includes('cursor'))
        return new FatalError({ code: 'cursor_expired', message: 'x', http: http! });
      if (text.includes('busy')) return new TransientError({ code: 'busy', message: 'x', http: http! });
      return undefined;
    };
    const fetchFrom = async (...bodies: [number, string][]) => {
      const [first, ...rest] = bodies.map(([status, body]) => answer(status, body));
      const server = await startServer(inTurn(first!, ...rest));
      return createApiClient(clientOptions(server.url, { explain })).fetch(testContext(), CALLS);
    };
    expect(await failureOf(fetchFrom([503, '{"e":"cursor"}']))).toMatchObject({ code: 'cursor_expired' });
    expect(await fetchFrom([400, '{"e":"busy"}'], [200, '{}'])).toMatchObject({ status: 200 });
    expect(await failureOf(fetchFrom([400, '{"e":"else"}']))).toMatchObject({ code: 'bad_request' });
  });

  it('makes one request only when the status says that another would not help', async () => {
    const statuses = fc.integer({ min: 300, max: 499 }).filter((status) => ![408, 425, 429].includes(status));
    await fc.assert(
      fc.asyncProperty(statuses, async (status) => {
        let requests = 0;
        const transport = () => {
          requests += 1;
          return Promise.resolve({ status, headers: { 'retry-after': '1' }, body: Buffer.from('{}') });
        };
        const dependencies = testDependencies({ transport });
        const error = await failureOf(
          createApiClient(clientOptions('http://x', { dependencies })).fetch(testContext(), CALLS),
        );
        expect(requests).toBe(1);
        expect(error.http?.status).toBe(status);
      }),
    );
  });

  it('never makes more attempts than allowed, and tells what was tried', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(500, 503, 429),
        async (attempts, status) => {
          let requests = 0;
          const transport = () => {
            requests += 1;
            return Promise.resolve({ status, headers: {}, body: Buffer.from('{}') });
          };
          const dependencies = testDependencies({ transport });
          const client = createApiClient(clientOptions('http://x', { dependencies, retry: { attempts } }));
          const error = await failureOf(client.fetch(testContext(), CALLS));
          expect(requests).toBe(attempts);
          expect(error.message).toContain(`×${attempts}`);
        },
      ),
    );
  });

  it('tells in the final error what was tried, how often and what came last', async () => {
    const server = await startServer(
      inTurn(
        answer(503, 'a'),
        answer(503, 'b'),
        answer(200, '<html>'),
        answer(502, '{"errors":["bad gateway"]}'),
      ),
    );
    const error = await failureOf(
      createApiClient(clientOptions(server.url, { retry: { attempts: 4 } })).fetch(testContext(), CALLS),
    );
    expect(error).toMatchObject({ kind: 'transient', code: 'server_error', http: { status: 502 } });
    expect(error.message).toContain('GET /v2/calls failed 4 times in 2 s');
    expect(error.message).toContain('server_error 503 ×2, not_json 200 ×1, server_error 502 ×1');
    expect(error.message).toContain('bad gateway');
    expect(error.remedy).toContain('Run again later');
  });

  it('waits as long as Retry-After says, in seconds or as a date', async () => {
    const dependencies = testDependencies();
    const date = new Date(dependencies.clock.now() + 20_000 + 7000).toUTCString();
    const server = await startServer(
      inTurn(answer(503, '{}', { 'retry-after': '20' }), answer(503, '{}', { 'retry-after': date }), OK),
    );
    await createApiClient(clientOptions(server.url, { dependencies })).fetch(testContext(), CALLS);
    expect(dependencies.clock.sleeps).toEqual([20_000, 7000]);
  });

  it.each(['-3', 'soon', ''])('falls back to its own delay for Retry-After "%s"', async (retryAfter) => {
    const dependencies = testDependencies();
    const server = await startServer(inTurn(answer(503, '{}', { 'retry-after': retryAfter }), OK));
    await createApiClient(clientOptions(server.url, { dependencies })).fetch(testContext(), CALLS);
    expect(dependencies.clock.sleeps).toEqual([250]);
  });

  it('defers when the vendor asks for more than the limit', async () => {
    const dependencies = testDependencies();
    const server = await startServer(answer(429, '{"errors":["quota"]}', { 'retry-after': '7200' }));
    const error = await failureOf(
      createApiClient(clientOptions(server.url, { dependencies })).fetch(testContext(), CALLS),
    );
    expect(error).toMatchObject({
      kind: 'deferred',
      code: 'rate_limited',
      resumeAt: dependencies.clock.now() + 7_200_000,
      http: { status: 429 },
    });
    expect(error.message).toContain('2026-03-01T14:00:00.000Z');
    expect(server.requests).toHaveLength(1);
  });

  it('holds up everybody on the account after a 429', async () => {
    const server = await startServer(inTurn(answer(429, '{}', { 'retry-after': '30' }), OK));
    const dependencies = testDependencies();
    const options = clientOptions(server.url, { dependencies });
    const start = dependencies.clock.now();
    const fetchAndTime = async (context = testContext()): Promise<number> => {
      await createApiClient(options).fetch(context, CALLS);
      return dependencies.clock.now() - start;
    };
    const others: Promise<number>[] = [];
    const first = testContext();
    const report = (event: SourceEvent): void => {
      first.report(event);
      if (event.type === 'retry') others.push(fetchAndTime(), fetchAndTime());
    };
    expect(await fetchAndTime({ ...first, report })).toBeGreaterThanOrEqual(30_000);
    expect(others).toHaveLength(2);
    for (const time of await Promise.all(others)) expect(time).toBeGreaterThanOrEqual(30_000);
  });

  it('holds up everybody, too, when the vendor explains a 429 as one to come back after', async () => {
    const server = await startServer(answer(429, '{"errors":["daily limit"]}'));
    const dependencies = testDependencies();
    const resumeAt = dependencies.clock.now() + 5 * 3_600_000;
    const explain = () => new DeferredError({ code: 'daily_limit', message: 'x', resumeAt });
    const options = clientOptions(server.url, { dependencies, explain });
    const client = createApiClient(options);
    expect(await failureOf(client.fetch(testContext(), CALLS))).toMatchObject({
      code: 'daily_limit',
      resumeAt,
    });
    expect(await failureOf(client.fetch(testContext(), CALLS))).toMatchObject({
      code: 'quota_paused',
      resumeAt,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('renews the authorization once per request on a 401', async () => {
    let token = 0;
    const authorization = {
      headers: () => Promise.resolve({ authorization: `Bearer token-${token}` }),
      renew: (_context: unknown, rejected: Readonly<Record<string, string>>) => {
        expect(rejected).toEqual({ authorization: `Bearer token-${token}` });
        token += 1;
        return Promise.resolve(true);
      },
    };
    const accepting = (valid: string) =>
      startServer((request, response, body) => {
        const status = request.headers.authorization === valid ? 200 : 401;
        return answer(status, '{}')(request, response, body);
      });
    const server = await accepting('Bearer token-1');
    await createApiClient(clientOptions(server.url, { authorization })).fetch(testContext(), CALLS);
    expect(server.requests).toHaveLength(2);
    const never = await accepting('Bearer never');
    const error = await failureOf(
      createApiClient(clientOptions(never.url, { authorization })).fetch(testContext(), CALLS),
    );
    expect(error).toMatchObject({ kind: 'config', code: 'unauthorized' });
    expect(never.requests).toHaveLength(2);
  });

  it('does not try again when the authorization cannot be renewed', async () => {
    const server = await startServer(answer(401, '{}'));
    const authorization = { headers: () => Promise.resolve({}), renew: () => Promise.resolve(false) };
    await failureOf(
      createApiClient(clientOptions(server.url, { authorization })).fetch(testContext(), CALLS),
    );
    expect(server.requests).toHaveLength(1);
  });

  it('throws the reason of an abort, within a request and between two', async () => {
    const reason = new Error('stopped');
    const hanging = await startServer(() => undefined);
    const context = testContext();
    const pending = createApiClient(clientOptions(hanging.url)).fetch(context, CALLS);
    pending.catch(() => undefined);
    while (hanging.requests.length === 0) await new Promise(setImmediate);
    context.abort(reason);
    await expect(pending).rejects.toBe(reason);

    const failing = await startServer(answer(500, '{}'));
    const other = testContext();
    const report = () => {
      other.abort(reason);
    };
    await expect(createApiClient(clientOptions(failing.url)).fetch({ ...other, report }, CALLS)).rejects.toBe(
      reason,
    );
    expect(failing.requests).toHaveLength(1);
  });

  it('throws the reason of an abort whatever the transport throws, and while it waits', async () => {
    const reason = new Error('stopped');
    const within = testContext();
    const transport = () => {
      within.abort(reason);
      return Promise.reject(new TypeError('socket gone'));
    };
    const dependencies = testDependencies({ transport });
    const client = createApiClient(clientOptions('http://x', { dependencies }));
    await expect(client.fetch(within, CALLS)).rejects.toBe(reason);

    const waiting = testContext();
    const clock = {
      now: () => 0,
      sleep: (_duration: number, signal?: AbortSignal) =>
        new Promise<void>((_resolve, reject) => {
          signal?.addEventListener('abort', () => {
            reject(reason);
          });
          waiting.abort(reason);
        }),
    };
    const failing = () => Promise.resolve({ status: 500, headers: {}, body: Buffer.from('{}') });
    const patient = { ...testDependencies({ transport: failing }), clock };
    const pending = createApiClient(clientOptions('http://x', { dependencies: patient })).fetch(
      waiting,
      CALLS,
    );
    await expect(pending).rejects.toBe(reason);
  });

  it('lets go of a signal that lives on after its requests', async () => {
    const server = await startServer(OK);
    const context = testContext();
    const client = createApiClient(clientOptions(server.url));
    for (let count = 0; count < 3; count += 1) await client.fetch(context, CALLS);
    expect(getEventListeners(context.signal, 'abort')).toEqual([]);
  });

  it('keeps secrets out of errors and events, cuts bodies, and counts requests without an answer', async () => {
    const redactor = new Redactor();
    const dependencies = testDependencies({ redactor });
    const body = `{"errors":["bad token tok-123456"],"more":"${'x'.repeat(2000)}"}`;
    const server = await startServer(
      inTurn((request) => void request.socket.resetAndDestroy(), answer(400, body)),
    );
    const authorization = { headers: () => Promise.resolve({ 'X-Api-Key': 'tok-123456' }) };
    const context = testContext();
    const error = await failureOf(
      createApiClient(clientOptions(server.url, { dependencies, authorization })).fetch(context, {
        ...CALLS,
        query: { q: 'tok-123456' },
      }),
    );
    expect(error.http?.body).toMatch(/^\{"errors":\["bad token \*\*\*"\]/);
    expect(error.http?.body?.length).toBe(500);
    expect(JSON.stringify([error, error.message, context.events])).not.toContain('tok-123456');
    expect(context.events.filter(({ type }) => type === 'request')).toMatchObject([
      { status: 0 },
      { status: 400 },
    ]);
  });

  it('throws what is not its business as it is', async () => {
    const authorization = {
      headers: () => Promise.reject(new ConfigError({ code: 'sign_in', message: 'Sign in again.' })),
    };
    const error = await failureOf(
      createApiClient(clientOptions('http://127.0.0.1:1', { authorization })).fetch(testContext(), CALLS),
    );
    expect(error).toMatchObject({ code: 'sign_in' });
  });

  it('waits as the vendor tells it in its own way, where there is no Retry-After', async () => {
    const throttled = '{"policy":"SLOW"}';
    const server = await startServer(
      inTurn(answer(429, throttled), answer(429, throttled, { 'retry-after': '2' }), OK),
    );
    const options = clientOptions(server.url, {
      retryAfter: ({ status, text }) => (status === 429 && text.includes('SLOW') ? 7000 : undefined),
    });
    const context = testContext();
    await createApiClient(options).fetch(context, CALLS);

    const delays = context.events.flatMap((event) => (event.type === 'retry' ? [event.delay] : []));
    expect(delays).toEqual([7000, 2000]);
  });

  it('shows every answer to whoever learns from its headers', async () => {
    const server = await startServer(
      inTurn(answer(500, '{}', { 'x-left': '1' }), answer(200, '{}', { 'x-left': '0' })),
    );
    const seen: unknown[] = [];
    const options = clientOptions(server.url, {
      observe: ({ status, headers }, { path }) => seen.push([status, headers['x-left'], path]),
    });
    await createApiClient(options).fetch(testContext(), CALLS);

    expect(seen).toEqual([
      [500, '1', CALLS.path],
      [200, '0', CALLS.path],
    ]);
  });

  it('takes turns in the quota that the request counts against', async () => {
    const server = await startServer(inTurn(answer(429, '{}', { 'retry-after': '1' }), OK));
    const taken: string[] = [];
    const quotaNamed = (account: string): Quota => ({
      account,
      take: () => Promise.resolve(void taken.push(account)),
      pause: () => taken.push(`${account} paused`),
      learn: () => undefined,
      forecast: () => Promise.reject(new Error('Nobody asks.')),
    });
    const [search, rest] = [quotaNamed('search'), quotaNamed('rest')];
    const client = createApiClient(
      clientOptions(server.url, { quota: ({ path }) => (path.endsWith('/search') ? search : rest) }),
    );
    await client.fetch(testContext(), { method: 'POST', path: '/calls/search' });
    await client.fetch(testContext(), CALLS);

    expect(taken).toEqual(['search', 'search paused', 'search', 'rest']);
  });
});
