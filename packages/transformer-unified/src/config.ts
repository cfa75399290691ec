import { z } from 'zod';

/** Options of the transformer, as written in YAML. */
export const configSchema = z.strictObject({
  columns: z
    .array(z.string().min(1))
    .min(1, 'name at least one column')
    .describe('Columns to remove, as `table.column`. They stay in the table, without a value.'),
});

/** The options after validation. */
export type UnifiedConfig = z.output<typeof configSchema>;
