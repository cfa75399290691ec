import { buildJsonSchemas, type PipelineConfig } from '@etl/config';
import { EXIT, type ExitCode } from '../exit-code.js';
import { writeFiles } from '../output/write-files.js';
import { loadProjectConfig } from '../project/load-project-config.js';
import type { ActionContext } from '../run-action.js';

/** `etl schema`: JSON Schemas of the configuration files, with the options of the plugins in use. */
export async function schemaCommand(context: ActionContext): Promise<ExitCode> {
  const { config, closeSandboxes } = await loadProjectConfig(context);
  await closeSandboxes();
  const schemas = buildJsonSchemas(pluginsOf(config));
  const { output } = context.options;
  if (output === undefined) context.io.out(`${JSON.stringify(schemas, null, 2)}\n`);
  else
    await writeFiles('The schema', output, writeTexts(schemas), (path) => {
      context.io.out(`${path}\n`);
    });
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

function writeTexts(schemas: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(schemas).map(([name, schema]) => [name, `${JSON.stringify(schema, null, 2)}\n`]),
  );
}
