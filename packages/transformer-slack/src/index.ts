export type { SlackConfig } from './config.js';
export { transformer } from './transformer.js';
