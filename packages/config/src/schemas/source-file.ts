import { z } from 'zod';
import { name } from './pipeline-file.js';
import { pluginOptions, transformerList } from './plugin-reference.js';

const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_]*$/;
const identifiers = z.array(z.string().min(1)).min(1);

/** Where data of a source may come from. */
export const SOURCE_TYPES = ['api', 'estuary'] as const;

const source = z
  .strictObject({
    name: name.describe('Name of the source. State is kept under it: renaming it reads everything anew.'),
    type: z
      .enum(SOURCE_TYPES)
      .default('api')
      .describe(
        '`api`: the connector talks to the vendor itself. `estuary`: Estuary Flow captures the data.',
      ),
    connector: z
      .string()
      .min(1)
      .describe('Short name (`gong` or `source-gong` is @etl/connector-gong) or full package name.'),
    config: pluginOptions.optional().describe('Options of the connector.'),
    streams: identifiers.optional().describe('Streams to read. Default: all of them.'),
    accept_missing_scopes: z
      .union([z.literal('all'), identifiers], { error: 'write "all" or a list of permissions' })
      .optional()
      .describe(
        'Permissions that may be missing: the streams that need them are skipped instead of failing.',
      ),
    transformers: transformerList
      .optional()
      .describe(
        'Run for this source, before those of the pipeline; one that builds tables reads this source.',
      ),
  })
  .describe('What is read.');

const destination = z
  .strictObject({
    type: z.string().min(1).optional().describe('The type of the pipeline’s destination; may be left out.'),
    schema: z
      .string()
      .regex(IDENTIFIER, 'write letters, digits and "_", beginning with a letter')
      .optional()
      .describe('Schema of this source’s tables. Default: the name of the source.'),
    tables: identifiers.optional().describe('Tables to fill. Default: all of them.'),
    columns: z
      .record(z.string(), identifiers)
      .optional()
      .describe('Columns to fill, by table; keys and versions always are. Default: all of them.'),
  })
  .describe('Where it goes.');

/** `sources/*.yaml` */
export const sourceFile = z.strictObject({ source, destination: destination.optional() });

export type SourceFile = z.output<typeof sourceFile>;
