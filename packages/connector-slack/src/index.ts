export { connector } from './connector.js';
export { slack } from './slack.js';
export type { SlackConfig, SlackConfigInput } from './config/config.js';
