/** Loads the page server's records through the whole pipeline. Arguments: port, database file. Sends the result. */
import { tmpdir } from 'node:os';
import { ConfigError, Redactor, type Source, type SourceDependencies } from '@etl/core';
import { PipelineOrchestrator } from '@etl/core/pipeline';
import {
  createApiClient,
  createQuota,
  readPages,
  snapshotStream,
  staticAuthorization,
  systemDependencies,
} from '@etl/connector-kit';
import { destination } from '@etl/destination-duckdb';
import { RECORD_FIELDS } from './records.ts';

const [port = '', path = ''] = process.argv.slice(2);
const TABLE = { name: 'records', fields: RECORD_FIELDS, primaryKey: ['id'] };

function createSource(dependencies: SourceDependencies): Source {
  const { clock, localStore } = dependencies;
  const quota = createQuota({ account: 'bench', perSecond: 1_000_000, clock, localStore });
  const client = createApiClient({
    baseUrl: `http://127.0.0.1:${port}`,
    dependencies,
    quota,
    authorization: staticAuthorization({}),
  });
  const stream = snapshotStream({
    name: 'records',
    tables: [TABLE],
    table: 'records',
    clock,
    async *readAll(request) {
      const pages = readPages(request, {
        fetchPage: (cursor) =>
          client.fetch(request, { method: 'GET', path: '/records', query: { start: cursor ?? '0' } }),
        itemsPath: ['records'],
        nextCursor: ({ next }) => (typeof next === 'string' ? next : undefined),
      });
      for await (const { records, fetched } of pages)
        yield { kind: 'batch', table: 'records', records, fetched };
    },
  });
  return { check: () => Promise.resolve({ account: 'bench' }), streams: () => Promise.resolve([stream]) };
}

const dependencies = systemDependencies();
const { clock, logger } = dependencies;
const redactor = new Redactor();
const opened = destination.create(destination.configSchema.parse({ path }), {
  clock,
  logger,
  redactor,
  baseDirectory: process.cwd(),
  temporaryDirectory: tmpdir(),
});
const signal = new AbortController().signal;
const session = await opened.connect(signal);
const started = performance.now();
const { receipts } = await new PipelineOrchestrator({
  runId: 'bench',
  sources: [
    {
      name: 'bench',
      schema: 'bench',
      source: createSource(dependencies),
      selection: {},
      acceptedMissingScopes: [],
      transformers: [],
    },
  ],
  models: [],
  schemas: {},
  session,
  capabilities: opened.capabilities,
  concurrency: 1,
  deletionBrake: { share: 1, rows: 0 },
  range: {},
  clock,
  redactor,
  listeners: [],
}).run(signal);
await session.close();
const [receipt] = receipts;
if (receipt?.outcome !== 'proved') {
  throw new ConfigError({
    code: 'bench',
    message: `The run ended ${receipt?.outcome}: ${receipt?.problem?.message}`,
  });
}
process.send?.({
  seconds: (performance.now() - started) / 1000,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
});
process.disconnect();
