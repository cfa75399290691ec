export type { SlackConfig, SlackConfigInput } from './config.js';
export { transformer } from './transformer.js';
