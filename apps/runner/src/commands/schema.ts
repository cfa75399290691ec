import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '@etl/core';
import { buildJsonSchemas, type PipelineConfig } from '@etl/config';
import { EXIT, type ExitCode } from '../exit-code.js';
import { loadProjectConfig } from '../project/load-project-config.js';
import type { ActionContext } from '../run-action.js';

/** `etl schema`: JSON Schemas of the configuration files, with the options of the plugins in use. */
export async function schemaCommand(context: ActionContext): Promise<ExitCode> {
  const { config, closeSandboxes } = await loadProjectConfig(context);
  await closeSandboxes();
  const schemas = buildJsonSchemas(pluginsOf(config));
  const { output } = context.options;
  if (output === undefined) context.io.out(`${JSON.stringify(schemas, null, 2)}\n`);
  else await writeSchemas(schemas, output, context);
  return EXIT.success;
}

function pluginsOf({ sources, destination, transformers }: PipelineConfig) {
  const unique = <Plugin>(plugins: readonly Plugin[]): Plugin[] => [...new Set(plugins)];
  return {
    connectors: unique(sources.map((source) => source.plugin)),
    destinations: [destination.plugin],
    transformers: unique(
      [...transformers, ...sources.flatMap((source) => source.transformers)].map(({ plugin }) => plugin),
    ),
  };
}

async function writeSchemas(
  schemas: Readonly<Record<string, unknown>>,
  directory: string,
  { io }: ActionContext,
): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
    for (const [name, schema] of Object.entries(schemas)) {
      await writeFile(join(directory, name), `${JSON.stringify(schema, null, 2)}\n`);
      io.out(`${join(directory, name)}\n`);
    }
  } catch (error) {
    throw new ConfigError({
      code: 'schema_not_writable',
      message: `The schema cannot be written to ${directory}: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: 'Choose a folder you may write to (--output).',
      cause: error,
    });
  }
}
