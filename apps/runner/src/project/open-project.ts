import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import type {
  Destination,
  ModelTransformer,
  ReadOnlySession,
  RecordTransformer,
  Session,
  SourceDependencies,
  SourceSchemas,
  TransformerPlugin,
} from '@etl/core';
import type { ConfiguredPlugin, ConfiguredSource, PipelineConfig } from '@etl/config';
import type { SourceToRun } from '@etl/core/pipeline';
import { createStderrLogger } from '../output/stderr-logger.js';
import type { ActionContext } from '../run-action.js';
import { checkChosenStream, requireChosenSource } from './choose-sources.js';
import { withoutAllTables } from './shared-transformers.js';
import { buildSourceDependencies } from './source-dependencies.js';
import { loadProjectConfig } from './load-project-config.js';

/** A configuration with its plugins created. Nothing has been connected to but emulators. */
export interface Project {
  readonly config: PipelineConfig;
  /** Those chosen on the command line. */
  readonly sources: readonly SourceToRun[];
  /** In the order in which they are built: those of the sources first, which others may read. */
  readonly models: readonly ModelTransformer[];
  /** Of every configured source, chosen or not. */
  readonly schemas: SourceSchemas;
  readonly destination: Destination;
  readonly dependencies: SourceDependencies;
}

/**
 * Opens the project that the command's options name, hands it to `use`, and closes what was opened.
 *
 * @throws what `use` throws; ConfigError when the configuration cannot be used.
 */
export async function withProject<Result>(
  context: ActionContext,
  use: (project: Project) => Promise<Result>,
): Promise<Result> {
  const { config, closeSandboxes } = await loadProjectConfig(context);
  try {
    return await use(await createProject(config, context));
  } finally {
    await closeSandboxes();
  }
}

/** Opens the destination for `use`. */
export async function withSession<Result>(
  destination: Destination,
  signal: AbortSignal,
  use: (session: Session) => Promise<Result>,
): Promise<Result> {
  return useAndClose(await destination.connect(signal), use);
}

/** Opens the destination for `use`, to look at it only: nothing is made or changed. */
export async function withReadOnlySession<Result>(
  destination: Destination,
  signal: AbortSignal,
  use: (session: ReadOnlySession) => Promise<Result>,
): Promise<Result> {
  return useAndClose(await destination.connectReadOnly(signal), use);
}

async function useAndClose<Opened extends { close(): Promise<void> }, Result>(
  opened: Opened,
  use: (opened: Opened) => Promise<Result>,
): Promise<Result> {
  try {
    return await use(opened);
  } finally {
    await opened.close();
  }
}

async function createProject(config: PipelineConfig, context: ActionContext): Promise<Project> {
  const { io, options, redactor } = context;
  for (const secret of config.secrets) redactor.add(secret);
  const logger = createStderrLogger(options.verbose === true ? 'debug' : 'warn', redactor, io.err);
  const dependencies = await buildSourceDependencies(config, logger, redactor);
  const transformers = config.transformers.map(createTransformer);
  const { plugin, config: destinationConfig } = config.destination;
  requireChosenSource(config, options.source);
  const shared = transformers.filter(isRecordTransformer);
  const own = config.sources.map((source) => source.transformers.map(createTransformer));
  const forChosen = config.otherSources.length > 0 ? shared.map(withoutAllTables) : shared;
  return {
    config,
    sources: config.sources.map((source, index) => {
      const ofSource = own[index]?.filter(isRecordTransformer) ?? [];
      return createSource(source, dependencies, [...ofSource, ...forChosen], options.stream);
    }),
    models: [...own.flat(), ...transformers].filter((transformer) => transformer.kind === 'model'),
    schemas: Object.fromEntries(
      [...config.sources, ...config.otherSources].map(({ name, schema }) => [name, schema]),
    ),
    destination: plugin.create(destinationConfig, {
      clock: dependencies.clock,
      logger,
      redactor,
      baseDirectory: dirname(config.localStoreDirectory),
      temporaryDirectory: tmpdir(),
    }),
    dependencies,
  };
}

function createSource(
  configured: ConfiguredSource,
  dependencies: SourceDependencies,
  transformers: readonly RecordTransformer[],
  stream: string | undefined,
): SourceToRun {
  return {
    name: configured.name,
    schema: configured.schema,
    source: configured.plugin.create(configured.config, dependencies),
    selection: stream === undefined ? configured.selection : { ...configured.selection, streams: [stream] },
    checkStreams: checkChosenStream(configured, stream),
    acceptedMissingScopes: configured.acceptedMissingScopes,
    transformers,
  };
}

function createTransformer({ plugin, config }: ConfiguredPlugin<TransformerPlugin>) {
  return plugin.create(config);
}

function isRecordTransformer(transformer: { readonly kind: string }): transformer is RecordTransformer {
  return transformer.kind === 'record';
}
