import type { JsonObject } from '@etl/core';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../__fixtures__/failure-of.js';
import { testContext } from '../__fixtures__/test-read.js';
import type { CallContext } from '../http/call-context.js';
import type { Page } from './page.js';
import { readPages } from './read-pages.js';

type Pages = Readonly<Record<string, string>>;

async function readAll(
  pages: Pages | ((cursor: string) => string),
  context: CallContext = testContext(),
): Promise<Page[]> {
  const read: Page[] = [];
  const options = {
    fetchPage: (cursor: string | undefined) => {
      const text = typeof pages === 'function' ? pages(cursor ?? 'first') : pages[cursor ?? 'first']!;
      return Promise.resolve({ status: 200, headers: {}, text });
    },
    itemsPath: ['data', 'calls'],
    nextCursor: (envelope: JsonObject) => envelope.next as string | undefined,
  };
  for await (const page of readPages(context, options)) read.push(page);
  return read;
}

describe('readPages', () => {
  it('reads page after page until no cursor comes', async () => {
    const pages = await readAll({
      first: '{"requestId":"r1","data":{"calls":[{"id":"1"}, {"id":12345678901234567890}]},"next":"b"}',
      b: '{"requestId":"r2","data":{"calls":[{"id":"3"}]}}',
    });
    expect(pages).toEqual([
      {
        records: [{ text: '{"id":"1"}' }, { text: '{"id":12345678901234567890}' }],
        fetched: 2,
        envelope: { requestId: 'r1', data: { calls: [] }, next: 'b' },
      },
      {
        records: [{ text: '{"id":"3"}' }],
        fetched: 1,
        envelope: { requestId: 'r2', data: { calls: [] } },
        cursor: 'b',
      },
    ]);
  });

  it('goes on after an empty page that has a cursor', async () => {
    const pages = await readAll({
      first: '{"data":{"calls":[]},"next":"b"}',
      b: '{"data":{"calls":[]},"next":"c"}',
      c: '{"data":{"calls":[{"id":"1"}]}}',
    });
    expect(pages.map(({ fetched }) => fetched)).toEqual([0, 0, 1]);
  });

  it('stops when a cursor comes a second time, before any record comes a second time', async () => {
    const records = new Set<string>();
    const error = await failureOf(
      (async () => {
        const pages = { first: 'b', b: 'c', c: 'b' };
        await readAll((cursor) => {
          expect(records.has(cursor)).toBe(false);
          records.add(cursor);
          return `{"data":{"calls":[{"id":"${cursor}"}]},"next":"${pages[cursor as 'b']}"}`;
        });
      })(),
    );
    expect(error).toMatchObject({ kind: 'fatal', code: 'paging_loop' });
    expect(error.message).toContain('"b"');
  });

  it('stops when the vendor ignores the cursor and sends the first page under ever new ones', async () => {
    let requests = 0;
    const error = await failureOf(
      readAll(() => {
        requests += 1;
        return `{"requestId":"r${requests}","data":{"calls":[{"id":"1"},{"id":"2"}]},"next":"cursor-${requests}"}`;
      }),
    );
    expect(error).toMatchObject({ kind: 'fatal', code: 'paging_loop' });
    expect(error.message).toContain('2 items');
    expect(requests).toBe(2);
  });

  it.each(['{"data":{}}', '{"data":{"calls":null}}', '{"data":{"calls":{}}}', '{"requestId":"r"}'])(
    'does not take a page without its list for an empty one: %s',
    async (text) => {
      const error = await failureOf(readAll({ first: text }));
      expect(error).toMatchObject({ kind: 'fatal', code: 'malformed_page' });
      expect(error.message).toContain('data.calls');
    },
  );

  it('does not take a page cut off for a short one', async () => {
    const error = await failureOf(readAll({ first: '{"data":{"calls":[{"id":"1"}' }));
    expect(error).toMatchObject({ code: 'malformed_page' });
  });

  it('fetches nothing more once aborted', async () => {
    const context = testContext();
    const reason = new Error('stopped');
    let requests = 0;
    const reading = readAll((cursor) => {
      requests += 1;
      context.abort(reason);
      return `{"data":{"calls":[{"id":"${cursor}"}]},"next":"${cursor}+"}`;
    }, context);
    await expect(reading).rejects.toBe(reason);
    expect(requests).toBe(1);
  });
});
