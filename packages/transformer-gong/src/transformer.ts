import type { TransformerPlugin } from '@etl/core';
import { createModelTransformer } from '@etl/sql/models';
import { buildModels } from './build-models.js';
import { configSchema, type GongConfig } from './config.js';

const NAME = 'gong';

/** Builds marts and canonical staging models from the tables of a Gong source. */
export const transformer: TransformerPlugin<GongConfig> = {
  specificationVersion: 'v1',
  name: NAME,
  configSchema,
  create: (config) => createModelTransformer({ name: NAME, config, buildModels }),
};
