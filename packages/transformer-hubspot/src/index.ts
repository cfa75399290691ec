export type { HubspotConfig, HubspotConfigInput } from './config.js';
export { transformer } from './transformer.js';
