export { destination } from './destination.js';
export type { DuckDbConfig } from './config.js';
