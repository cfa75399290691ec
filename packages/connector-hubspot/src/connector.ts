import type { Connector } from '@etl/core';
import { configSchema, type HubspotConfig } from './config/config.js';
import { createHubspotSource } from './source/source.js';

/** Reads one HubSpot account: CRM records, associations, lists, forms and marketing. */
export const connector: Connector<HubspotConfig> = {
  specificationVersion: 'v1',
  name: 'hubspot',
  configSchema,
  create: createHubspotSource,
};
