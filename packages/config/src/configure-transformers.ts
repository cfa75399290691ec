import type { TransformerPlugin } from '@etl/core';
import type { Path } from './files/path.js';
import type { LoadContext } from './load-context.js';
import type { ConfiguredPlugin } from './pipeline-config.js';
import { configurePlugin, type PluginOptions } from './plugins/configure-plugin.js';
import type { TransformerEntries } from './schemas/plugin-reference.js';
import type { JsonSchema } from './validation/json-schema-of.js';
import type { SubstitutedFile } from './variables/substitute.js';

interface TransformerPlace {
  readonly file: SubstitutedFile;
  readonly path: Path;
  readonly entries: TransformerEntries;
  /** Name of the source in whose file they stand, if they do. */
  readonly source?: string;
}

/** All of them or, when one is wrong, `undefined`. */
export async function configureTransformers(
  place: TransformerPlace,
  context: LoadContext,
): Promise<readonly ConfiguredPlugin<TransformerPlugin>[] | undefined> {
  const { entries } = place;
  const configured: ConfiguredPlugin<TransformerPlugin>[] = [];
  for (const index of entries.keys()) {
    const transformer = await configureTransformer(place, index, context);
    if (transformer !== undefined) configured.push(transformer);
  }
  return configured.length === entries.length ? configured : undefined;
}

async function configureTransformer(
  { file, path, entries, source }: TransformerPlace,
  index: number,
  context: LoadContext,
): Promise<ConfiguredPlugin<TransformerPlugin> | undefined> {
  const entry = entries[index] ?? '';
  const at = [...path, index];
  const isName = typeof entry === 'string';
  const options = isName ? {} : (entry.config ?? {});
  const optionsPath = isName ? at : [...at, 'config'];
  if (!isOfItsSource(options, source)) {
    context.issues.push(
      file.yaml.issueAt(
        [...optionsPath, 'source'],
        'transformer_of_another_source',
        `Found ${JSON.stringify(options.source)} as the source of a transformer in the file of the source \`${source}\`.`,
        'Leave `source` out, or write the transformer into the file of the source that it reads.',
      ),
    );
    return undefined;
  }
  return configurePlugin(
    {
      kind: 'transformer',
      file,
      reference: isName ? entry : entry.type,
      referencePath: isName ? at : [...at, 'type'],
      optionsPath,
      options: async (_, jsonSchema) => optionsFor(source, options, jsonSchema),
    },
    context,
  );
}

function isOfItsSource(options: PluginOptions, source: string | undefined): boolean {
  return source === undefined || options.source === undefined || options.source === source;
}

/** In a source's file, a transformer that reads one source reads that one. */
function optionsFor(
  source: string | undefined,
  options: PluginOptions,
  { properties }: JsonSchema,
): PluginOptions {
  return source === undefined || properties?.source === undefined ? options : { ...options, source };
}
