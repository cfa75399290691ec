import type { Connector } from '@etl/core';
import { configSchema, type GongConfig } from './config/config.js';
import { createGongSource } from './source/source.js';

/** Reads calls, transcripts and users of one Gong account. */
export const connector: Connector<GongConfig> = {
  specificationVersion: 'v1',
  name: 'gong',
  configSchema,
  create: createGongSource,
};
