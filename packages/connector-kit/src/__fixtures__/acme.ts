import type { Batch, ReadRequest, Source, SourceDependencies, Table } from '@etl/core';
import { formatInstant, scopeHash } from '@etl/core';
import {
  createApiClient,
  createQuota,
  readPages,
  splitWhenLarge,
  staticAuthorization,
  windowedStream,
  type Window,
} from '../index.js';

const DAY = 24 * 60 * 60 * 1000;

const calls: Table = {
  name: 'calls',
  primaryKey: ['id'],
  fields: [
    { name: 'id', path: ['id'], type: 'string' },
    { name: 'started', path: ['started'], type: 'timestamp' },
  ],
};

/** The connector of the README, for a vendor that does not exist. */
export function acme(url: string, apiKey: string, dependencies: SourceDependencies): Source {
  const { clock, localStore, redactor } = dependencies;
  redactor.add(apiKey);
  const client = createApiClient({
    baseUrl: url,
    dependencies,
    quota: createQuota({ account: `acme:${url}`, perSecond: 2.8, perDay: 10_000, clock, localStore }),
    authorization: staticAuthorization({ authorization: `Bearer ${apiKey}` }),
  });

  async function* readWindow(window: Window, request: ReadRequest): AsyncGenerator<Batch> {
    const query = { from: formatInstant(window.from), to: formatInstant(window.to) };
    const pages = readPages(request, {
      fetchPage: (cursor) =>
        client.fetch(request, { method: 'GET', path: '/calls', query: { ...query, cursor } }),
      itemsPath: ['calls'],
      nextCursor: ({ next }) => (typeof next === 'string' ? next : undefined),
    });
    for await (const { records, fetched, envelope, cursor } of pages) {
      if (cursor === undefined) splitWhenLarge(window, Number(envelope.total), 5000);
      yield { kind: 'batch', table: 'calls', records, fetched };
    }
  }

  const stream = windowedStream({
    name: 'calls',
    tables: [calls],
    scope: scopeHash({}),
    start: Date.parse('2024-01-01T00:00:00Z'),
    lookBack: 7 * DAY,
    endDelay: 5 * 60_000,
    maxWindow: 30 * DAY,
    clock,
    readWindow,
  });

  return {
    check: async (signal) => {
      await client.fetch({ signal, report: () => undefined }, { method: 'GET', path: '/me' });
      return { account: url };
    },
    streams: () => Promise.resolve([stream]),
  };
}
