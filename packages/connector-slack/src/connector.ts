import type { Connector } from '@etl/core';
import { configSchema, type SlackConfig } from './config/config.js';
import { createSlackSource } from './source/source.js';

/** Reads one Slack workspace: conversations, messages with their replies, people and what belongs to them. */
export const connector: Connector<SlackConfig> = {
  specificationVersion: 'v1',
  name: 'slack',
  configSchema,
  create: createSlackSource,
};
