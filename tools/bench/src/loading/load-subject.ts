/** Loads the page server's records through the whole pipeline. Arguments: scenario, port, database file. */
import { tmpdir } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import {
  createApiClient,
  createQuota,
  readPages,
  snapshotStream,
  staticAuthorization,
  systemDependencies,
} from '@etl/connector-kit';
import { FatalError, Redactor, type Source, type SourceDependencies } from '@etl/core';
import { PipelineOrchestrator } from '@etl/core/pipeline';
import { destination } from '@etl/destination-duckdb';
import { loadScenario } from '../scenarios/scenario.ts';
import { reportUse } from './report-use.ts';

// As the command does.
setFlagsFromString('--semi-space-growth-factor=1');

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
  const message = `The run ended ${receipt?.outcome}: ${receipt?.problem?.message}`;
  throw new FatalError({ code: 'bench', message });
}
reportUse(started);
