export { connector } from './connector.js';
export { gong } from './gong.js';
export type { GongConfig, GongConfigInput } from './config/config.js';
