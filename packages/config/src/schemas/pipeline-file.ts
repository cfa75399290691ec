import { z } from 'zod';
import { pluginOptions, transformerList } from './plugin-reference.js';
import { schedule } from './schedule.js';

const NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** A name that is safe as a key, a file name and part of an identifier. */
export const name = z.string().regex(NAME, 'write letters, digits, "-" and "_", beginning with a letter');

const destination = z
  .strictObject({
    type: z
      .string()
      .min(1)
      .describe('Short name (`duckdb` is @etl/destination-duckdb) or full package name.'),
    config: pluginOptions.optional().describe('Options of the destination.'),
  })
  .describe('The one place all sources are loaded into.');

const deletionBrake = z
  .strictObject({
    share: z.number().min(0).max(1).default(0.1).describe('Share of the live rows, 0 to 1.'),
    rows: z.int().min(0).default(100).describe('Number of rows that may always be deleted.'),
  })
  .describe('Inferred deletions above both limits are held back and reported instead of carried out.');

const settings = {
  sources: z
    .array(z.string().min(1))
    .min(1)
    .describe('Files in sources/ without their ending; * stands for any characters. Default: all of them.'),
  destination,
  transformers: transformerList.describe('Run for every source, in this order.'),
  concurrency: z.int().min(1).max(64).describe('Streams read at the same time, over all sources.'),
  deletion_brake: deletionBrake,
  schedule: schedule.describe('When it is meant to run: a duration, e.g. "15m", or five cron fields in UTC.'),
};

const profile = z
  .strictObject(settings)
  .partial()
  .describe('Settings that replace the ones above as long as this profile is chosen.');

/** `pipeline.yaml` */
export const pipelineFile = z.strictObject({
  name: name.describe('Name of the pipeline, for messages and receipts.'),
  ...profile.shape,
  destination,
  profiles: z
    .record(name, profile)
    .optional()
    .describe(
      'Settings by profile. `sandbox` and `production` always exist; others exist by being written here.',
    ),
});

export type PipelineFile = z.output<typeof pipelineFile>;
export type PipelineSettings = z.output<typeof profile>;
