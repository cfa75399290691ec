export type { UnifiedConfig, UnifiedConfigInput } from './config.js';
export { transformer } from './transformer.js';
