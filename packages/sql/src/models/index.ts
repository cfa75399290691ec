export type { Model, ModelContext, ModelInput } from './model.js';
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
