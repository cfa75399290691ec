import type { Connector } from '@etl/core';
import { configSchema, type HubspotConfig } from './config.js';
import { createHubspotSource } from './source.js';

/** Reads users and orders of one Hubspot account. */
export const connector: Connector<HubspotConfig> = {
  specificationVersion: 'v1',
  name: 'hubspot',
  configSchema,
  create: createHubspotSource,
};
