export { connector } from './connector.js';
export { slack } from './stand-alone.js';
export type { SlackConfig, SlackConfigInput } from './config.js';
