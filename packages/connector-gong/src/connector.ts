import type { Connector } from '@etl/core';
import { configSchema, type GongConfig } from './config/config.js';
import { createGongSource } from './source/source.js';

/** Reads one Gong account: calls, transcripts, users, reviews, statistics, settings and logs. */
export const connector: Connector<GongConfig> = {
  specificationVersion: 'v1',
  name: 'gong',
  configSchema,
  create: createGongSource,
};
