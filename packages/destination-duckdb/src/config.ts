import { z } from 'zod';

const SIZE = /^\d+(\.\d+)?\s*([KMGT]i?B|B)$/i;

/** Options of the DuckDB destination, as written in YAML. */
export const configSchema = z.strictObject({
  path: z
    .string()
    .min(1)
    .describe(
      'The database file; made when it does not exist. Relative to the folder above the configuration.',
    ),
  memory_limit: z
    .string()
    .regex(SIZE, 'write a size such as "512MB" or "2GiB"')
    .default('512MB')
    .describe(
      'Most memory DuckDB may use; the process needs about 250 MB more. Tables of few columns take less.',
    ),
  threads: z.int().min(1).max(256).optional().describe('Threads DuckDB may use. Default: one per core.'),
  temporary_directory: z
    .string()
    .min(1)
    .optional()
    .describe('Folder for stage files and what does not fit in memory. Default: that of the system.'),
});

export type DuckDbConfig = z.output<typeof configSchema>;
