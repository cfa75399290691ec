import type { TransformerPlugin } from '@etl/core';
import type { Path } from './files/path.js';
import type { LoadContext } from './load-context.js';
import type { ConfiguredPlugin } from './pipeline-config.js';
import { configurePlugin } from './plugins/configure-plugin.js';
import type { TransformerEntries } from './schemas/plugin-reference.js';
import type { SubstitutedFile } from './variables/substitute.js';

interface TransformerPlace {
  readonly file: SubstitutedFile;
  readonly path: Path;
  readonly entries: TransformerEntries;
}

/** All of them or, when one is wrong, `undefined`. */
export async function configureTransformers(
  { file, path, entries }: TransformerPlace,
  context: LoadContext,
): Promise<readonly ConfiguredPlugin<TransformerPlugin>[] | undefined> {
  const configured: ConfiguredPlugin<TransformerPlugin>[] = [];
  for (const [index, entry] of entries.entries()) {
    const at = [...path, index];
    const isName = typeof entry === 'string';
    const options = isName ? {} : (entry.config ?? {});
    const transformer = await configurePlugin(
      {
        kind: 'transformer',
        file,
        reference: isName ? entry : entry.type,
        referencePath: isName ? at : [...at, 'type'],
        optionsPath: isName ? at : [...at, 'config'],
        options: () => Promise.resolve(options),
      },
      context,
    );
    if (transformer !== undefined) configured.push(transformer);
  }
  return configured.length === entries.length ? configured : undefined;
}
