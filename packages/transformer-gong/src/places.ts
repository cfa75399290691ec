import { ConfigError, type SourceSchemas } from '@etl/core';
import type { GongConfig } from './config.js';

/** Which source the models speak of, and the schemas they read and write. */
export interface Places {
  readonly source: string;
  readonly raw: string;
  readonly marts: string;
  readonly staging: string;
}

/** @throws ConfigError when the source is not configured. */
export function findPlaces(
  { source, schema, staging_schema: staging }: GongConfig,
  schemas: SourceSchemas,
): Places {
  const raw = Object.hasOwn(schemas, source) ? schemas[source] : undefined;
  if (raw !== undefined) {
    return { source, raw, marts: schema ?? `${raw}_MARTS`, staging: staging ?? `${raw}_STAGING` };
  }
  const configured = Object.keys(schemas).join(', ');
  throw new ConfigError({
    code: 'source_not_configured',
    message: `The transformer gong reads the source "${source}", which is not configured (configured: ${configured || 'none'}).`,
    remedy:
      'Name a Gong source in its option `source`, or take it off the list of transformers in pipeline.yaml.',
  });
}
