import type { TransformerPlugin } from '@etl/core';
import { createModelTransformer } from '@etl/sql/models';
import { buildModels } from './build-models.js';
import { configSchema, type HubspotConfig } from './config.js';

const NAME = 'hubspot';

/** Builds marts and canonical staging models from the tables of a HubSpot source. */
export const transformer: TransformerPlugin<HubspotConfig> = {
  specificationVersion: 'v1',
  name: NAME,
  configSchema,
  create: (config) =>
    createModelTransformer({ name: NAME, config, buildModels: (places) => buildModels(places, config) }),
};
