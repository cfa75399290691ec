import { join } from 'node:path';
import type { DestinationPlugin } from '@etl/core';
import { SANDBOX, type LoadContext } from './load-context.js';
import type { LoadedPipeline } from './load-pipeline-file.js';
import type { ConfiguredPlugin } from './pipeline-config.js';
import { configurePlugin } from './plugins/configure-plugin.js';

/** The database file of the sandbox, in the directory above the configuration. */
export const SANDBOX_DATABASE = 'sandbox.duckdb';

/** The destination of the chosen profile; the sandbox has its own unless its profile names one. */
export async function configureDestination(
  pipeline: LoadedPipeline,
  context: LoadContext,
): Promise<ConfiguredPlugin<DestinationPlugin> | undefined> {
  const path = pipeline.pathOf('destination');
  const isReplaced = context.profile === SANDBOX && path.length === 1;
  const chosen = isReplaced
    ? { type: 'duckdb', config: { path: join(context.root, SANDBOX_DATABASE) } }
    : pipeline.settings.destination;
  return configurePlugin(
    {
      kind: 'destination',
      file: pipeline.file,
      reference: chosen.type,
      referencePath: [...path, 'type'],
      optionsPath: [...path, 'config'],
      options: () => Promise.resolve(chosen.config ?? {}),
    },
    context,
  );
}
