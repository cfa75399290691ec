import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../clock.js';
import type { Emulator, EmulatorOptions } from './create-emulator.js';
import { createEmulator } from './create-emulator.js';
import type { Route } from './exchange.js';
import { jsonResponse } from './exchange.js';
import { Refusal } from './refusal.js';

const running: Emulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

async function start(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  const emulator = await createEmulator({ routes: [echo], ...options });
  running.push(emulator);
  return emulator;
}

const echo: Route = {
  method: 'POST',
  path: '/echo/{name}',
  handle: ({ parameters, query, body, headers, remoteAddress, at }) =>
    jsonResponse(
      200,
      JSON.stringify({
        parameters,
        query: [...query],
        body,
        type: headers['content-type'],
        remoteAddress,
        at,
      }),
    ),
};

describe('createEmulator', () => {
  it('hands the whole request to the route', async () => {
    const clock = createManualClock(1_000);
    const emulator = await start({ clock });
    const response = await fetch(`${emulator.url}/echo/Zo%C3%AB?b=2&a=1&a=3`, {
      method: 'POST',
      body: '{"text":"héllo"}',
      headers: { 'content-type': 'application/json' },
    });
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      parameters: { name: 'Zoë' },
      query: [
        ['b', '2'],
        ['a', '1'],
        ['a', '3'],
      ],
      body: '{"text":"héllo"}',
      type: 'application/json',
      remoteAddress: '127.0.0.1',
      at: 1000,
    });
  });

  it('records every request with its answer, and forgets on demand', async () => {
    const emulator = await start({ clock: createManualClock(5) });
    await fetch(`${emulator.url}/echo/a?cursor=x`, { method: 'POST', body: 'hello' });
    await fetch(`${emulator.url}/nowhere`);
    expect(emulator.requests).toMatchObject([
      { method: 'POST', path: '/echo/a', query: { cursor: 'x' }, body: 'hello', status: 200, at: 5 },
      { method: 'GET', path: '/nowhere', query: {}, body: '', status: 404, at: 5 },
    ]);
    expect(emulator.requests[0]?.headers['content-length']).toBe('5');
    const { requests } = emulator;
    emulator.clearRequests();
    expect(requests).toHaveLength(0);
  });

  it('answers unknown paths, wrong methods and broken routes in the error shape', async () => {
    const broken: Route = {
      method: 'GET',
      path: '/broken',
      handle: () => {
        throw new TypeError('a bug');
      },
    };
    const emulator = await start({ routes: [echo, broken] });
    const ask = async (path: string) => {
      const response = await fetch(emulator.url + path);
      return [response.status, await response.json()];
    };
    expect(await ask('/nowhere')).toEqual([404, { error: 'No such endpoint: /nowhere' }]);
    expect(await ask('/echo/a')).toEqual([405, { error: 'GET is not allowed on /echo/a' }]);
    expect(await ask('/broken')).toEqual([500, { error: 'The emulator failed: a bug' }]);
  });

  it('turns requests away before the route, in the vendor’s own words', async () => {
    let handled = 0;
    const emulator = await start({
      routes: [{ method: 'GET', path: '/', handle: () => ({ status: 200 + (handled += 1) }) }],
      admit: ({ headers }) => {
        if (headers.authorization !== 'Bearer good')
          throw new Refusal(401, 'who are you', { 'x-why': 'token' });
      },
      renderError: ({ status, message, headers }) => ({ status, headers, body: `no: ${message}` }),
    });
    const refused = await fetch(emulator.url);
    expect([refused.status, refused.headers.get('x-why'), await refused.text()]).toEqual([
      401,
      'token',
      'no: who are you',
    ]);
    expect(handled).toBe(0);
    expect((await fetch(emulator.url, { headers: { authorization: 'Bearer good' } })).status).toBe(201);
  });

  it('sends gzip only when told to and accepted', async () => {
    const routes: Route[] = [{ method: 'GET', path: '/', handle: () => jsonResponse(200, '{"a":1}') }];
    const encodingOf = async (emulator: Emulator, accept: string) => {
      const response = await fetch(emulator.url, { headers: { 'accept-encoding': accept } });
      expect(await response.json()).toEqual({ a: 1 });
      return response.headers.get('content-encoding');
    };
    const compressing = await start({ routes, compress: true });
    expect(await encodingOf(compressing, 'gzip')).toBe('gzip');
    expect(await encodingOf(compressing, 'identity')).toBeNull();
    expect(await encodingOf(await start({ routes }), 'gzip')).toBeNull();
  });

  it('sends bytes as they are', async () => {
    const body = Uint8Array.of(0x22, 0xff, 0x00, 0x22);
    const emulator = await start({
      routes: [{ method: 'GET', path: '/', handle: () => ({ status: 200, body }) }],
    });
    expect(new Uint8Array(await (await fetch(emulator.url)).arrayBuffer())).toEqual(body);
  });

  it('listens on 127.0.0.1 and nowhere else', async () => {
    const { port } = await start();
    await expect(open('127.0.0.1', port)).resolves.toBe('open');
    await expect(open('127.0.0.2', port)).rejects.toThrow(/ECONNREFUSED|EADDRNOTAVAIL/);
  });

  it('rejects when the port is taken', async () => {
    const { port } = await start();
    await expect(createEmulator({ routes: [], port })).rejects.toThrow('EADDRINUSE');
  });

  it('goes on when a client leaves while it sends', async () => {
    const emulator = await start();
    const socket = connect(emulator.port, '127.0.0.1');
    socket.write('POST /echo/a HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nhalf');
    await new Promise((resolve) => socket.once('connect', resolve));
    const gone = new Promise((resolve) => socket.once('close', resolve));
    socket.resetAndDestroy();
    await gone;
    expect((await fetch(`${emulator.url}/echo/a`, { method: 'POST' })).status).toBe(200);
    expect(emulator.requests).toHaveLength(1);
  });

  it('cuts open connections when it closes, and closes twice without harm', async () => {
    const never: Route = { method: 'GET', path: '/', handle: () => new Promise(() => undefined) };
    const emulator = await start({ routes: [never] });
    const hanging = new Promise((_, reject) => {
      httpRequest(emulator.url).on('error', reject).end();
    });
    hanging.catch(() => undefined);
    await expect.poll(() => emulator.requests.length).toBe(1);
    await emulator.close();
    await expect(hanging).rejects.toThrow(/socket hang up|ECONNRESET/);
    await emulator.close();
    await expect(open('127.0.0.1', emulator.port)).rejects.toThrow('ECONNREFUSED');
  });
});

function open(host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve('open');
    });
    socket.on('error', reject);
  });
}
