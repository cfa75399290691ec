import { Agent, request as httpRequest } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Emulator } from '../server/create-emulator.js';
import { createEmulator } from '../server/create-emulator.js';
import { cutPage } from '../server/cut-page.js';
import { jsonResponse } from '../server/exchange.js';
import { emptyBody, errorStatus, htmlInsteadOfJson, tooManyRequests } from './vendor-faults.js';

const BODY = JSON.stringify({ items: Array.from({ length: 50 }, (_, id) => ({ id, name: `item ${id}` })) });

let emulator: Emulator;
let handled = 0;
/** Keeps connections open, as real clients do: whoever wants one closed must close it. */
const agent = new Agent({ keepAlive: true });
const numbers = [1, 2, 3, 4, 5];

beforeAll(async () => {
  emulator = await createEmulator({
    routes: [
      {
        method: 'GET',
        path: '/items',
        handle: () => {
          handled += 1;
          return jsonResponse(200, BODY);
        },
      },
      {
        method: 'GET',
        path: '/numbers',
        handle: ({ query, pageFault }) => {
          const offset = Number(query.get('offset') ?? 0);
          return jsonResponse(200, JSON.stringify(cutPage(numbers, { offset, size: 2 }, pageFault)));
        },
      },
    ],
    renderError: ({ status, message, headers }) => ({ status, headers, body: JSON.stringify({ message }) }),
  });
});

afterEach(() => {
  emulator.faults.clear();
  emulator.clearRequests();
  handled = 0;
});

afterAll(async () => {
  agent.destroy();
  await emulator.close();
});

/** What a plain HTTP client sees, byte by byte. */
interface Seen {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: Buffer;
  readonly error: string | undefined;
}

function get(path: string, untilBytes = Infinity): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(emulator.url + path, { agent }, (response) => {
      const chunks: Buffer[] = [];
      const finish = (error?: string) => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
          error,
        });
        request.destroy();
      };
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (Buffer.concat(chunks).length >= untilBytes) finish('client left');
      });
      response.on('end', () => {
        finish();
      });
      response.on('error', ({ message }) => {
        finish(message);
      });
    });
    request.on('error', reject).end();
  });
}

describe('status faults', () => {
  it('answers 429 with seconds, hours, a date, any text, or nothing', async () => {
    const date = new Date(Date.UTC(2025, 0, 15, 12));
    for (const retryAfter of [7, 7200, date, 'soon', undefined]) {
      emulator.faults.inject(tooManyRequests(retryAfter));
    }
    const seen = [];
    for (let request = 0; request < 5; request += 1) seen.push(await get('/items'));
    expect(seen.map(({ status }) => status)).toEqual([429, 429, 429, 429, 429]);
    expect(seen.map(({ headers }) => headers['retry-after'])).toEqual([
      '7',
      '7200',
      'Wed, 15 Jan 2025 12:00:00 GMT',
      'soon',
      undefined,
    ]);
    expect(handled).toBe(0);
    expect((await get('/items')).status).toBe(200);
  });

  it('words errors as the vendor does', async () => {
    for (const status of [401, 403, 500, 503]) {
      emulator.faults.inject(errorStatus(status));
      const seen = await get('/items');
      expect(seen.status).toBe(status);
      expect(JSON.parse(seen.body.toString())).toEqual({ message: `Injected fault: ${status}` });
    }
  });

  it('sends a web page, and nothing, where JSON belongs', async () => {
    emulator.faults.inject(htmlInsteadOfJson());
    const page = await get('/items');
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.body.toString()).toMatch(/^<!DOCTYPE html>/);
    emulator.faults.inject(emptyBody());
    const empty = await get('/items');
    expect([empty.status, empty.headers['content-length'], empty.body.length]).toEqual([200, '0', 0]);
    emulator.faults.inject({ kind: 'status', status: 204, body: '' });
    expect((await get('/items')).status).toBe(204);
  });

  it('records the status that was sent', async () => {
    emulator.faults.inject(errorStatus(502));
    await get('/items');
    expect(emulator.requests).toMatchObject([{ status: 502 }]);
  });
});

describe('delivery faults', () => {
  it('resets before the headers', async () => {
    emulator.faults.inject({ kind: 'reset-before-headers' });
    await expect(get('/items')).rejects.toThrow('ECONNRESET');
    expect(handled).toBe(1);
    expect(emulator.requests).toMatchObject([{ status: undefined }]);
  });

  it('closes in the middle of the body', async () => {
    emulator.faults.inject({ kind: 'close-mid-body' });
    const seen = await get('/items');
    expect(seen.status).toBe(200);
    expect(seen.headers['content-length']).toBe(String(BODY.length));
    expect(seen.error).toBe('aborted');
    expect(BODY.startsWith(seen.body.toString())).toBe(true);
    expect(seen.body.length).toBeLessThan(BODY.length);
  });

  it('cuts the body so that HTTP does not notice', async () => {
    emulator.faults.inject({ kind: 'truncated-body' });
    const seen = await get('/items');
    expect(seen.error).toBeUndefined();
    expect(seen.body.toString()).toBe(BODY.slice(0, Math.floor(BODY.length / 2)));
  });

  it('cuts a gzip stream so that HTTP does not notice', async () => {
    emulator.faults.inject({ kind: 'truncated-gzip' });
    const seen = await get('/items');
    expect([seen.error, seen.headers['content-encoding']]).toEqual([undefined, 'gzip']);
    expect(seen.body.subarray(0, 2)).toEqual(Buffer.of(0x1f, 0x8b));
    expect(() => gunzipSync(seen.body)).toThrow('unexpected end of file');
  });

  it('puts one byte into a text that is not UTF-8, and leaves the JSON whole', async () => {
    emulator.faults.inject({ kind: 'invalid-utf8' });
    const { body } = await get('/items');
    expect(body.length).toBe(BODY.length + 1);
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(body)).toThrow();
    const items = (JSON.parse(body.toString()) as { items: { name: string }[] }).items;
    expect(items.filter(({ name }) => name.startsWith('\uFFFDitem'))).toHaveLength(1);
  });

  it('sends slowly, and whole', async () => {
    emulator.faults.inject({ kind: 'slow-body', chunkBytes: 300, pauseMilliseconds: 1 });
    const seen = await get('/items');
    expect([seen.error, seen.body.toString()]).toEqual([undefined, BODY]);
  });

  it('stops sending slowly when the client leaves', async () => {
    emulator.faults.inject({ kind: 'slow-body', chunkBytes: 1, pauseMilliseconds: 1 });
    expect((await get('/items', 3)).error).toBe('client left');
    expect((await get('/items')).body.toString()).toBe(BODY);
  });

  it('stalls after half of the body', async () => {
    emulator.faults.inject({ kind: 'stall' });
    const half = Math.floor(BODY.length / 2);
    const seen = await get('/items', half);
    expect([seen.error, seen.body.length]).toEqual(['client left', half]);
  });
});

describe('page faults', () => {
  const ask = async (offset: number) =>
    JSON.parse((await get(`/numbers?offset=${offset}`)).body.toString()) as unknown;

  it('hands out a page twice', async () => {
    emulator.faults.inject({ kind: 'duplicate-page' });
    expect(await ask(2)).toEqual({ items: [3, 4], nextOffset: 2 });
    expect(await ask(2)).toEqual({ items: [3, 4], nextOffset: 4 });
  });

  it('hands out a page in another order', async () => {
    emulator.faults.inject({ kind: 'reorder-page' });
    expect(await ask(0)).toEqual({ items: [2, 1], nextOffset: 2 });
  });
});

describe('hooks and rewrites', () => {
  it('lets data change between two pages, and the request pass', async () => {
    emulator.faults.inject(
      {
        kind: 'hook',
        run: async () => {
          await new Promise((resolve) => setImmediate(resolve));
          numbers.push(6);
        },
      },
      { skip: 1 },
    );
    const pages = [];
    for (const offset of [0, 4])
      pages.push(JSON.parse((await get(`/numbers?offset=${offset}`)).body.toString()));
    expect(pages).toEqual([{ items: [1, 2], nextOffset: 2 }, { items: [5, 6] }]);
    numbers.pop();
  });

  it('changes an answer', async () => {
    emulator.faults.inject({ kind: 'rewrite', rewrite: (response) => ({ ...response, body: 'null' }) });
    expect((await get('/items')).body.toString()).toBe('null');
  });

  it('says so when a hook or a rewrite fails', async () => {
    const fail = () => {
      throw new Error('a slip in the test');
    };
    for (const fault of [{ kind: 'hook', run: fail } as const, { kind: 'rewrite', rewrite: fail } as const]) {
      emulator.faults.inject(fault);
      const seen = await get('/items');
      expect([seen.status, JSON.parse(seen.body.toString())]).toEqual([
        500,
        { message: 'The emulator failed: a slip in the test' },
      ]);
    }
  });

  it('runs every hook, beside another fault', async () => {
    const ran: string[] = [];
    emulator.faults.inject({ kind: 'hook', run: () => void ran.push('first') });
    emulator.faults.inject({ kind: 'hook', run: () => void ran.push('second') });
    emulator.faults.inject(errorStatus(500));
    expect((await get('/items')).status).toBe(500);
    expect(ran).toEqual(['first', 'second']);
  });
});

describe('which requests a fault strikes', () => {
  const statuses = async (...paths: string[]) => {
    const seen = [];
    for (const path of paths) seen.push((await get(path)).status);
    return seen;
  };

  it('strikes so many, after letting so many pass', async () => {
    const fault = emulator.faults.inject(errorStatus(500), { times: 2, skip: 1 });
    expect(await statuses('/items', '/items')).toEqual([200, 500]);
    expect(fault.remaining()).toBe(1);
    expect(await statuses('/items', '/items')).toEqual([500, 200]);
    expect(fault.remaining()).toBe(0);
  });

  it('strikes by path, pattern, method and condition', async () => {
    emulator.faults.inject(errorStatus(501), { path: '/items', times: Infinity });
    expect(await statuses('/numbers', '/items')).toEqual([200, 501]);
    emulator.faults.clear();
    emulator.faults.inject(errorStatus(502), { path: /^\/num/g, times: Infinity });
    expect(await statuses('/items', '/numbers', '/numbers')).toEqual([200, 502, 502]);
    emulator.faults.clear();
    emulator.faults.inject(errorStatus(503), { method: 'POST' });
    expect(await statuses('/items')).toEqual([200]);
    emulator.faults.inject(errorStatus(504), { when: ({ query }) => query.get('offset') === '2' });
    expect(await statuses('/numbers?offset=0', '/numbers?offset=2')).toEqual([200, 504]);
  });

  it('strikes one after the other when several wait', async () => {
    emulator.faults.inject(errorStatus(500));
    emulator.faults.inject(errorStatus(503));
    expect(await statuses('/items', '/items', '/items')).toEqual([500, 503, 200]);
  });

  it('can be called off', async () => {
    const fault = emulator.faults.inject(errorStatus(500), { times: Infinity });
    expect(await statuses('/items')).toEqual([500]);
    fault.cancel();
    expect(await statuses('/items')).toEqual([200]);
    expect(fault.remaining()).toBe(0);
  });
});
