import { dirname, join, resolve } from 'node:path';
import { Redactor } from '@etl/core';
import { configureDestination } from './configure-destination.js';
import { configureTransformers } from './configure-transformers.js';
import { findClashes } from './find-clashes.js';
import type { ConfigIssue } from './issues/config-issue.js';
import { InvalidConfigError } from './issues/invalid-config-error.js';
import { listSourceFiles } from './list-source-files.js';
import { SANDBOX, type ImportPlugin, type LoadContext, type StartEmulator } from './load-context.js';
import { loadPipelineFile, type LoadedPipeline } from './load-pipeline-file.js';
import { loadSourceFile } from './load-source-file.js';
import type { ConfiguredSource, DeclaredSource, PipelineConfig } from './pipeline-config.js';
import { loadEnvironment, type Environment } from './variables/load-environment.js';

export interface LoadConfigOptions {
  /** Holds `pipeline.yaml` and `sources/`. Errors name files the way this names it. */
  readonly directory: string;
  /** Of the process. Goes before the `.env` file in the directory above the configuration. */
  readonly environment: Environment;
  /** Default: the variable `ETL_PROFILE`, else `sandbox`. */
  readonly profile?: string;
  /**
   * Name of the only source that is wanted. The others are looked at as far as it takes to know their names and tables: no
   * emulator is started for them, and their variables need not be set. Default: all sources.
   */
  readonly source?: string | undefined;
  /** May be called several times for one package. */
  readonly importPlugin: ImportPlugin;
  /**
   * Called in the profile `sandbox` once for each wanted source, also when another part of the configuration is wrong; whoever
   * started them closes them. Resolves to the options that take the connector there: endpoint and credentials.
   */
  readonly startEmulator: StartEmulator;
}

/**
 * Reads, resolves and validates the whole configuration. Connects to nothing.
 *
 * @throws InvalidConfigError with everything that is wrong, in all files; no message shows a credential.
 * @throws what `startEmulator` rejects with.
 */
export async function loadConfig(options: LoadConfigOptions): Promise<PipelineConfig> {
  const context = await createContext(options);
  const pipeline = await loadPipelineFile(context);
  const config = await assemble(pipeline, context);
  if (config === undefined || context.issues.length > 0) throw failure(context);
  return config;
}

async function createContext(options: LoadConfigOptions): Promise<LoadContext> {
  const { directory, source, importPlugin, startEmulator } = options;
  const root = dirname(resolve(directory));
  const issues: ConfigIssue[] = [];
  const environment = await loadEnvironment(join(root, '.env'), options.environment, issues);
  const named = options.profile ?? environment.ETL_PROFILE;
  const profile = named === undefined || named === '' ? SANDBOX : named;
  const secrets = new Set<string>();
  return { directory, root, profile, source, environment, importPlugin, startEmulator, issues, secrets };
}

async function assemble(
  pipeline: LoadedPipeline | undefined,
  context: LoadContext,
): Promise<PipelineConfig | undefined> {
  const all = await loadSources(pipeline, context);
  context.issues.push(...findClashes(all));
  if (pipeline === undefined) return undefined;
  const { settings, file, name } = pipeline;
  const destination = await configureDestination(pipeline, context);
  const entries = { file, path: pipeline.pathOf('transformers'), entries: settings.transformers ?? [] };
  const transformers = await configureTransformers(entries, context);
  if (destination === undefined || transformers === undefined) return undefined;
  return {
    name,
    profile: context.profile,
    sources: all.filter(isConfigured),
    otherSources: all.filter((source) => !isConfigured(source)),
    destination,
    transformers,
    concurrency: settings.concurrency ?? DEFAULT_CONCURRENCY,
    deletionBrake: settings.deletion_brake ?? DEFAULT_DELETION_BRAKE,
    ...(settings.schedule && { schedule: settings.schedule }),
    secrets: [...context.secrets],
    localStoreDirectory: join(context.root, '.etl'),
  };
}

async function loadSources(
  pipeline: LoadedPipeline | undefined,
  context: LoadContext,
): Promise<(ConfiguredSource | DeclaredSource)[]> {
  const sources: (ConfiguredSource | DeclaredSource)[] = [];
  for (const file of await listSourceFiles(context, pipeline)) {
    const source = await loadSourceFile(file, pipeline?.settings.destination.type, context);
    if (source !== undefined) sources.push(source);
  }
  return sources;
}

function isConfigured(source: ConfiguredSource | DeclaredSource): source is ConfiguredSource {
  return 'plugin' in source;
}

/** Invariant 9: whatever a message quotes, credentials do not leave. */
function failure({ issues, secrets }: LoadContext): InvalidConfigError {
  const redactor = new Redactor();
  for (const secret of secrets) redactor.add(secret);
  return new InvalidConfigError(redactor.redactValue(issues));
}

const DEFAULT_CONCURRENCY = 4;
const DEFAULT_DELETION_BRAKE = { share: 0.1, rows: 100 };
