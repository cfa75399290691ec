export type { ChangedRows, Model, ModelContext, ModelInput, ThroughInput, UnitOf } from './model.js';
export type { ChosenSteps, ModelWork, WorkStep } from './model-work.js';
export { createModelContext, type ContextOptions } from './model-context.js';
export { describeModels } from './describe-models.js';
export {
  castText,
  selectElements,
  selectFields,
  type JsonElements,
  type JsonField,
  type JsonFields,
} from './json-relations.js';
export { readPublishedModels, type PublishedModel } from './model-registry.js';
export { runModels, type ModelsToRun } from './run-models.js';
export { CLAIM_COLUMNS, selectClaims, type Claim } from './claim.js';
export { column } from './column.js';
export { createModelTransformer, type ModelTransformerOptions } from './model-transformer.js';
export {
  domainOfEmail,
  keepId,
  normaliseDomain,
  normaliseEmail,
  normalisePhone,
  type Normaliser,
} from './normalise.js';
export { findPlaces, type Places, type PlacesConfig } from './places.js';
export { publish, type CanonicalTable, type Publication } from './publish.js';
export { field, selectList, type JsonList } from './select-list.js';
export { withParts } from './with-parts.js';
