export type { MaskConfig, MaskRule } from './config.js';
export { transformer } from './transformer.js';
