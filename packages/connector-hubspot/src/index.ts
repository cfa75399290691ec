export { connector } from './connector.js';
export { hubspot } from './stand-alone.js';
export type { HubspotConfig, HubspotConfigInput } from './config.js';
