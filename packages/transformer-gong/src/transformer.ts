import type { ModelTransformer, TransformerPlugin } from '@etl/core';
import { describeModels, runModels } from '@etl/sql/models';
import { buildModels } from './build-models.js';
import { configSchema, type GongConfig } from './config.js';
import { findPlaces } from './places.js';

const NAME = 'gong';

/** Builds marts and canonical staging models from the tables of a Gong source. */
export const transformer: TransformerPlugin<GongConfig> = {
  specificationVersion: 'v1',
  name: NAME,
  configSchema,
  create: (config): ModelTransformer => ({
    kind: 'model',
    name: NAME,
    describe: (schemas) => describeModels(buildModels(findPlaces(config, schemas))),
    run: async (session, options) => {
      const places = findPlaces(config, options.schemas);
      const { source } = places;
      const owner = { source, stream: `transformer-${NAME}` };
      return runModels(session, { owner, source, models: buildModels(places), options });
    },
  }),
};
