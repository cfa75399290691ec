/** Loads the page server's records through the whole pipeline. Arguments: scenario, port, database file. */
import {
  createApiClient,
  createQuota,
  readPages,
  snapshotStream,
  staticAuthorization,
} from '@etl/connector-kit';
import type { Source, SourceDependencies } from '@etl/core';
import { loadScenario } from '../scenarios/scenario.ts';
import { runPipeline } from './run-pipeline.ts';

const [name = '', port = '', path = ''] = process.argv.slice(2);
const { fields, primaryKey } = await loadScenario(name);
const TABLE = { name: 'records', fields, primaryKey };

function createSource(dependencies: SourceDependencies): Source {
  const { clock, localStore } = dependencies;
  const client = createApiClient({
    baseUrl: `http://127.0.0.1:${port}`,
    dependencies,
    quota: createQuota({ account: 'bench', perSecond: 1_000_000, clock, localStore }),
    authorization: staticAuthorization({}),
  });
  const stream = snapshotStream({
    name: TABLE.name,
    tables: [TABLE],
    table: TABLE.name,
    clock,
    async *readAll(request) {
      const pages = readPages(request, {
        fetchPage: (cursor) =>
          client.fetch(request, { method: 'GET', path: '/records', query: { page: cursor ?? '0' } }),
        itemsPath: ['records'],
        nextCursor: ({ next }) => (typeof next === 'string' ? next : undefined),
      });
      for await (const { records, fetched } of pages)
        yield { kind: 'batch', table: TABLE.name, records, fetched };
    },
  });
  return { check: () => Promise.resolve({ account: 'bench' }), streams: () => Promise.resolve([stream]) };
}

await runPipeline({ createSource, path });
