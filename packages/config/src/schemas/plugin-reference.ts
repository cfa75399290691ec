import { z } from 'zod';

/** Options of a plugin as written; the plugin's own schema judges them. */
export const pluginOptions = z.record(z.string(), z.unknown());

const transformerEntry = z.strictObject({
  type: z.string().min(1).describe('Short name (`gong` is @etl/transformer-gong) or full package name.'),
  config: pluginOptions.optional().describe('Options of the transformer.'),
});

/** Transformers in the order they run: a name, or a name with options. */
export const transformerList = z.array(
  z.union([z.string().min(1), transformerEntry], {
    error: 'write a name, e.g. "gong", or `{ type: gong, config: … }`',
  }),
);

export type TransformerEntries = z.output<typeof transformerList>;
