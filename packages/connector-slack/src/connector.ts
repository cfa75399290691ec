import type { Connector } from '@etl/core';
import { configSchema, type SlackConfig } from './config.js';
import { createSlackSource } from './source.js';

/** Reads users and orders of one Slack account. */
export const connector: Connector<SlackConfig> = {
  specificationVersion: 'v1',
  name: 'slack',
  configSchema,
  create: createSlackSource,
};
