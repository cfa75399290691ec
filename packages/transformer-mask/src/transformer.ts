import type { TransformerPlugin } from '@etl/core';
import { configSchema, type MaskConfig } from './config.js';
import { Masker } from './masker.js';

/** Masks personal data in records, so that it reaches neither disk nor destination. */
export const transformer: TransformerPlugin<MaskConfig> = {
  specificationVersion: 'v1',
  name: 'mask',
  configSchema,
  create: (config) => new Masker(config),
};
