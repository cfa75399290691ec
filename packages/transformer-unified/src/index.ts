export type { UnifiedConfig } from './config.js';
export { transformer } from './transformer.js';
