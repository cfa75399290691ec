import { once } from 'node:events';
import { gzipSync, brotliCompressSync, deflateSync } from 'node:zlib';
import { type HttpRequest, Redactor } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../__fixtures__/failure-of.js';
import { answer, startServer } from '../__fixtures__/test-server.js';
import { httpTransport } from './http-transport.js';

function get(url: string, parts: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'GET', url, headers: {}, timeout: 10_000, signal: new AbortController().signal, ...parts };
}

const text = (body: Uint8Array): string => Buffer.from(body).toString('utf8');

describe('httpTransport', () => {
  it('answers with status, lower-case headers and bytes, whatever the status', async () => {
    const server = await startServer(answer(503, '{"errors":["later"]}', { 'X-Request-Id': 'r1' }));
    const response = await httpTransport()(get(`${server.url}/v2/calls`));
    expect(response.status).toBe(503);
    expect(response.headers['x-request-id']).toBe('r1');
    expect(text(response.body)).toBe('{"errors":["later"]}');
  });

  it('sends method, headers and body untouched', async () => {
    const server = await startServer(answer(200, '{}'));
    const body = ' {"id":12345678901234567890.0} ';
    await httpTransport()(
      get(server.url, { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-a': 'b' } }),
    );
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'x-a': 'b' },
    });
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['identity', (value: Buffer) => value],
  ] as const)('decompresses %s', async (encoding, compress) => {
    const server = await startServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(compress(Buffer.from('{"name":"Zoë"}')));
    });
    const response = await httpTransport()(get(server.url));
    expect(text(response.body)).toBe('{"name":"Zoë"}');
  });

  it('does not take a gzip body that was cut off for a whole one', async () => {
    const whole = gzipSync(Buffer.from(`[${'{"id":"1"},'.repeat(5000)}{}]`));
    const server = await startServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(whole.subarray(0, whole.length - 40));
    });
    const error = await failureOf(httpTransport()(get(server.url)));
    expect(error).toMatchObject({ kind: 'transient', code: 'undecodable_body' });
    expect(error.message).toContain(server.url);
  });

  it('refuses an encoding it does not know', async () => {
    const server = await startServer(answer(200, '{}', { 'content-encoding': 'rot13' }));
    const error = await failureOf(httpTransport()(get(server.url)));
    expect(error).toMatchObject({ code: 'undecodable_body' });
    expect(error.message).toContain('rot13');
  });

  it('carries a body of 10 MB whole', async () => {
    const page = JSON.stringify(Array.from({ length: 100_000 }, (_, id) => ({ id, text: 'x'.repeat(90) })));
    expect(page.length).toBeGreaterThan(10_000_000);
    const server = await startServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(page));
    });
    const response = await httpTransport()(get(server.url));
    expect(text(response.body)).toBe(page);
  });

  it.each([
    ['plain', {}, Buffer.alloc(2000, 'x')],
    ['compressed', { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(2000, 'x'))],
  ])('names the limit when a %s body is too large', async (_name, headers, body) => {
    const server = await startServer((_request, response) => {
      response.writeHead(200, headers as Record<string, string>).end(body);
    });
    const error = await failureOf(httpTransport({ maxBodyBytes: 1000 })(get(server.url)));
    expect(error).toMatchObject({ kind: 'fatal', code: 'body_too_large' });
    expect(error.message).toContain('1000 bytes');
  });

  it('notices a body shorter than its content-length', async () => {
    const server = await startServer((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"calls":[');
      setImmediate(() => response.destroy());
    });
    const error = await failureOf(httpTransport()(get(server.url)));
    expect(error).toMatchObject({ kind: 'transient' });
    expect(['truncated_body', 'connection_reset']).toContain(error.code);
  });

  it('notices a chunked body without its end', async () => {
    const server = await startServer((_request, response) => {
      response.writeHead(200).write('{"calls":[]}');
      setImmediate(() => response.destroy());
    });
    const error = await failureOf(httpTransport()(get(server.url)));
    expect(error).toMatchObject({ kind: 'transient', code: 'truncated_body' });
  });

  it('tells a reset before the answer from one within it', async () => {
    const server = await startServer((request) => void request.socket.resetAndDestroy());
    const error = await failureOf(httpTransport()(get(server.url)));
    expect(error).toMatchObject({
      kind: 'transient',
      code: 'connection_reset',
      http: { method: 'GET', url: `${server.url}/` },
    });
    expect(error.http?.status).toBeUndefined();
  });

  it('tells a refused connection', async () => {
    const error = await failureOf(httpTransport()(get('http://127.0.0.1:1/')));
    expect(error).toMatchObject({ kind: 'transient', code: 'connection_refused' });
    expect(error.message).toContain('ECONNREFUSED');
  });

  it('tells a host that does not exist', async () => {
    const error = await failureOf(httpTransport()(get('http://nowhere.invalid/')));
    expect(error).toMatchObject({ kind: 'transient', code: 'host_not_found' });
  });

  it('limits the whole exchange, also while the body is dripping in', async () => {
    const server = await startServer((_request, response) => {
      response.writeHead(200).write('[');
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => {
        clearInterval(drip);
      });
    });
    const error = await failureOf(httpTransport()(get(server.url, { timeout: 150 })));
    expect(error).toMatchObject({ kind: 'transient', code: 'timeout' });
    expect(error.message).toContain('150 ms');
  });

  it('throws the reason of an abort and leaves no socket open', async () => {
    const server = await startServer(() => undefined);
    const controller = new AbortController();
    const reason = new Error('stopped by the user');
    const pending = httpTransport()(get(server.url, { signal: controller.signal }));
    pending.catch(() => undefined);
    while (server.requests.length === 0) await new Promise(setImmediate);
    controller.abort(reason);
    await expect(pending).rejects.toBe(reason);
    for (const socket of server.openSockets) await once(socket, 'close');
    expect(server.openSockets.size).toBe(0);
  });

  it('makes no request for a signal that has aborted', async () => {
    const server = await startServer(answer(200, '{}'));
    const reason = new Error('too late');
    await expect(httpTransport()(get(server.url, { signal: AbortSignal.abort(reason) }))).rejects.toBe(
      reason,
    );
    expect(server.connections()).toBe(0);
  });

  it('uses connections again for requests that follow one another', async () => {
    const server = await startServer(answer(200, '{}'));
    const transport = httpTransport();
    for (let count = 0; count < 20; count += 1) await transport(get(server.url));
    expect(server.requests).toHaveLength(20);
    // A connection rests for a moment after an answer, so two take turns.
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  it('closes a connection that nobody has used for a while, but not under a slow answer', async () => {
    const server = await startServer((request, response, body) => {
      const whenIdleTimeIsOver = setTimeout(() => void answer(200, '{}')(request, response, body), 100);
      response.on('close', () => {
        clearTimeout(whenIdleTimeIsOver);
      });
    });
    const response = await httpTransport({ idleTimeout: 20 })(get(server.url));
    expect(response.status).toBe(200);
    for (const socket of server.openSockets) await once(socket, 'close');
    expect(server.openSockets.size).toBe(0);
  });

  it('does not follow a redirect to another host', async () => {
    const other = await startServer(answer(200, '{}'));
    const server = await startServer(answer(302, '', { location: `${other.url}/login?token=abcdef` }));
    const error = await failureOf(
      httpTransport()(get(server.url, { headers: { authorization: 'Bearer t' } })),
    );
    expect(error).toMatchObject({ kind: 'config', code: 'redirect_refused' });
    expect(error.message).toContain(other.url);
    expect(error.message).not.toContain('abcdef');
    expect(other.requests).toHaveLength(0);
  });

  it('follows a redirect within the host, but does not turn a POST into a GET', async () => {
    const server = await startServer((request, response, body) => {
      const handler =
        request.url === '/moved' ? answer(200, '{"here":true}') : answer(302, '', { location: '/moved' });
      return handler(request, response, body);
    });
    const transport = httpTransport();
    const response = await transport(get(server.url));
    expect(text(response.body)).toBe('{"here":true}');
    const error = await failureOf(transport(get(server.url, { method: 'POST', body: '{}' })));
    expect(error).toMatchObject({ kind: 'config', code: 'redirect_refused' });
  });

  it('keeps the method where the redirect says so', async () => {
    const server = await startServer((request, response, body) => {
      const handler = request.url === '/moved' ? answer(200, '{}') : answer(308, '', { location: '/moved' });
      return handler(request, response, body);
    });
    await httpTransport()(get(server.url, { method: 'POST', body: '{"a":1}' }));
    expect(server.requests.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', '/', '{"a":1}'],
      ['POST', '/moved', '{"a":1}'],
    ]);
  });

  it('says who asks, unless the request does', async () => {
    const server = await startServer(answer(200, '{}'));
    const transport = httpTransport();
    await transport(get(server.url));
    await transport(get(server.url, { headers: { 'user-agent': 'somebody' } }));
    expect(server.requests.map(({ headers }) => headers['user-agent'])).toEqual([
      '@etl/connector-kit',
      'somebody',
    ]);
  });

  it('gives up on redirects without end', async () => {
    const server = await startServer(answer(302, '', { location: '/again' }));
    const error = await failureOf(httpTransport()(get(server.url)));
    expect(error).toMatchObject({ kind: 'transient', code: 'too_many_redirects' });
    expect(server.requests).toHaveLength(4);
  });

  it('keeps credentials out of what it throws', async () => {
    const redactor = new Redactor();
    redactor.add('s3cr3t-value');
    const error = await failureOf(
      httpTransport({ redactor })(
        get('http://user:pass@127.0.0.1:1/s3cr3t-value?access_token=zzzz', {
          headers: { authorization: 'Basic aGlkZGVu' },
        }),
      ),
    );
    const everything = `${error.message} ${error.stack ?? ''} ${JSON.stringify(error)} ${String(error.cause)}`;
    for (const secret of ['s3cr3t-value', 'zzzz', 'pass@', 'aGlkZGVu'])
      expect(everything).not.toContain(secret);
    expect(error.http?.url).toBe('http://127.0.0.1:1/***?access_token=***');
  });
});
