import { describe, expect, it } from 'vitest';
import { acme } from './__fixtures__/acme.js';
import { collect } from './__fixtures__/collect.js';
import { failureOf } from './__fixtures__/failure-of.js';
import { testDependencies } from './__fixtures__/test-read.js';
import { startServer, type Handler } from './__fixtures__/test-server.js';
import { readRecords } from './index.js';

const KEY = 'acme-key-123456';
const PAGE = 100;
const started = Array.from({ length: 450 }, (_, id) => Date.parse('2026-01-01T00:00:00Z') + id * 600_000);

/** Pages over the calls of a window; every fifth request fails in one of the usual ways. */
function vendor(): Handler {
  let requests = 0;
  return (request, response) => {
    requests += 1;
    const url = new URL(request.url ?? '', 'http://acme');
    if (request.headers.authorization !== `Bearer ${KEY}`)
      return void response.writeHead(401).end('{"error":"key"}');
    if (requests % 15 === 0) return void response.writeHead(429, { 'retry-after': '2' }).end('{}');
    if (requests % 10 === 0) return void request.socket.resetAndDestroy();
    if (requests % 5 === 0) return void response.writeHead(503).end('<html>maintenance</html>');
    response.end(page(url.searchParams));
  };
}

function page(query: URLSearchParams): string {
  const [from, to] = ['from', 'to'].map((name) => Date.parse(query.get(name) ?? ''));
  const found = started.map((at, id) => ({ id, at })).filter(({ at }) => at >= from! && at < to!);
  const offset = Number(query.get('cursor') ?? 0);
  const calls = found
    .slice(offset, offset + PAGE)
    .map(({ id, at }) => `{"id":"${id}","started":"${new Date(at).toISOString()}","size":9007199254740993}`);
  const next = offset + PAGE < found.length ? `,"next":"${offset + PAGE}"` : '';
  return `{"total":${found.length},"calls":[${calls.join(',')}]${next}}`;
}

describe('a connector made with the kit', () => {
  it('reads every record once, through resets, maintenance pages and rate limits', async () => {
    const server = await startServer(vendor());
    const events: string[] = [];
    const dependencies = testDependencies();
    const { clock } = dependencies;
    const source = acme(server.url, KEY, dependencies);
    const report = ({ type }: { type: string }) => events.push(type);
    const records = await collect(readRecords(source, 'calls', { since: '2025-06-01', clock, report }));
    const newest = new URL(server.requests.at(-1)?.url ?? '', server.url).searchParams.get('to');
    expect(newest).toBe('2026-03-01T11:55:00.000Z');
    expect(records.map(({ id }) => Number(id)).sort((left, right) => left - right)).toEqual(
      started.map((_, id) => id),
    );
    expect(JSON.stringify(records[0])).toContain('9007199254740993');
    expect(new Set(events)).toEqual(new Set(['request', 'retry', 'quota_wait']));
    expect(events.filter((type) => type === 'request')).toHaveLength(server.requests.length);
  });

  it('says what to change when the key is wrong, without telling the key', async () => {
    const server = await startServer(vendor());
    const source = acme(server.url, 'wrong-key-654321', testDependencies());
    const error = await failureOf(source.check(new AbortController().signal));
    expect(error).toMatchObject({ kind: 'config', code: 'unauthorized' });
    expect(error.remedy).toContain('Check the credential');
    expect(JSON.stringify([error, error.message])).not.toContain('wrong-key-654321');
  });
});
