/** Loads an export through the whole pipeline. Arguments: ZIP file, database file. */
import { tmpdir } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { systemDependencies } from '@etl/connector-kit';
import { slack } from '@etl/connector-slack';
import { FatalError, Redactor } from '@etl/core';
import { PipelineOrchestrator } from '@etl/core/pipeline';
import { destination } from '@etl/destination-duckdb';
import { reportUse } from '../loading/report-use.ts';

// As the command does.
setFlagsFromString('--semi-space-growth-factor=1');

const [file = '', path = ''] = process.argv.slice(2);
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
const { signal } = new AbortController();
const session = await opened.connect(signal);
const started = performance.now();
const { receipts } = await new PipelineOrchestrator({
  runId: 'bench',
  sources: [
    {
      name: 'slack',
      schema: 'bench',
      source: slack({ export_file: file, export_start_date: '2013-01-01' }, dependencies),
      selection: { streams: ['messages'] },
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
