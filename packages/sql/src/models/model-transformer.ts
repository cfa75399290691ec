import type { ModelTransformer } from '@etl/core';
import { describeModels } from './describe-models.js';
import type { Model } from './model.js';
import { findPlaces, type Places, type PlacesConfig } from './places.js';
import { runModels } from './run-models.js';

export interface ModelTransformerOptions {
  /** Name of the transformer, as in the configuration. */
  readonly name: string;
  readonly config: PlacesConfig;
  /** Its models, in the order in which they are built. */
  readonly buildModels: (places: Places) => readonly Model[];
}

/** A transformer that builds models from the tables of one source. */
export function createModelTransformer({
  name,
  config,
  buildModels,
}: ModelTransformerOptions): ModelTransformer {
  return {
    kind: 'model',
    name,
    describe: (schemas) => describeModels(buildModels(findPlaces(name, config, schemas))),
    run: async (session, options) => {
      const places = findPlaces(name, config, options.schemas);
      const { source } = places;
      const owner = { source, stream: `transformer-${name}` };
      return runModels(session, { owner, source, models: buildModels(places), options });
    },
  };
}
