export { connector } from './connector.js';
export { hubspot } from './hubspot.js';
export type { HubspotConfig, HubspotConfigInput } from './config/config.js';
