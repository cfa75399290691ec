export { loadConfig, type LoadConfigOptions } from './load-config.js';
export {
  PRODUCTION,
  SANDBOX,
  type EmulatedSource,
  type ImportPlugin,
  type StartEmulator,
} from './load-context.js';
export type {
  ConfiguredPlugin,
  ConfiguredSource,
  DeclaredSource,
  PipelineConfig,
} from './pipeline-config.js';
export type { ConfigIssue } from './issues/config-issue.js';
export { InvalidConfigError } from './issues/invalid-config-error.js';
export { checkSelection } from './check-selection.js';
export { describeConfig } from './describe-config.js';
export { buildJsonSchemas, type SchemaPlugins } from './json-schema/build-json-schemas.js';
export { createLocalStore, type LocalStoreOptions } from './local-store/local-store.js';
export { duration, instant } from './schemas/time.js';
export type { Schedule } from './schemas/schedule.js';
export type { JsonSchema } from './validation/json-schema-of.js';
export type { Environment } from './variables/load-environment.js';
