import { tmpdir } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { systemDependencies } from '@etl/connector-kit';
import { FatalError, Redactor, type Source, type SourceDependencies } from '@etl/core';
import { PipelineOrchestrator } from '@etl/core/pipeline';
import { destination } from '@etl/destination-duckdb';
import { reportUse } from './report-use.ts';

// As the command does.
setFlagsFromString('--semi-space-growth-factor=1');

/** Loads a source's streams into a DuckDB file through the whole pipeline, and tells the parent what it took. */
export async function runPipeline(options: {
  readonly createSource: (dependencies: SourceDependencies) => Source;
  readonly path: string;
  /** Default: all. */
  readonly streams?: readonly string[];
}): Promise<void> {
  const dependencies = systemDependencies();
  const { clock, logger } = dependencies;
  const redactor = new Redactor();
  const opened = destination.create(destination.configSchema.parse({ path: options.path }), {
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
        source: options.createSource(dependencies),
        selection: options.streams === undefined ? {} : { streams: options.streams },
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
  for (const { stream, outcome, problem } of receipts) {
    if (outcome === 'proved') continue;
    throw new FatalError({ code: 'bench', message: `${stream} ended ${outcome}: ${problem?.message ?? ''}` });
  }
  reportUse(started);
}
