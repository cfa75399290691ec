import { z } from 'zod';

const schemaName = z.string().min(1);

/** Options of the transformer, as written in YAML. */
export const configSchema = z.strictObject({
  source: z.string().min(1).default('slack').describe('Name of the Slack source whose tables are read.'),
  schema: schemaName
    .optional()
    .describe('Schema of the marts. Default: the schema of the source with _MARTS behind it.'),
  staging_schema: schemaName
    .optional()
    .describe(
      'Schema of the canonical staging models. Default: the schema of the source with _STAGING behind it.',
    ),
});

/** The options after validation. */
export type SlackConfig = z.output<typeof configSchema>;

/** The options as written. */
export type SlackConfigInput = z.input<typeof configSchema>;
