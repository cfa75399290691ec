import type { TransformerPlugin } from '@etl/core';
import { createModelTransformer } from '@etl/sql/models';
import { buildModels } from './build-models.js';
import { configSchema, type SlackConfig } from './config.js';

const NAME = 'slack';

/** Builds marts and canonical staging models from the tables of a Slack source. */
export const transformer: TransformerPlugin<SlackConfig> = {
  specificationVersion: 'v1',
  name: NAME,
  configSchema,
  create: (config) => createModelTransformer({ name: NAME, config, buildModels }),
};
