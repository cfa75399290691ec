export type { GongConfig } from './config.js';
export { transformer } from './transformer.js';
