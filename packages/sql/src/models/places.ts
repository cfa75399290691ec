import { ConfigError, type SourceSchemas } from '@etl/core';

/** Which source models speak of, and the schemas they read and write. */
export interface Places {
  readonly source: string;
  readonly raw: string;
  readonly marts: string;
  readonly staging: string;
}

/** Options of a transformer that say where its tables are. */
export interface PlacesConfig {
  readonly source: string;
  readonly schema?: string | undefined;
  readonly staging_schema?: string | undefined;
}

/**
 * Where a transformer reads and writes: marts and staging models go beside the source's schema unless told otherwise.
 *
 * @throws ConfigError when the source is not configured.
 */
export function findPlaces(
  transformer: string,
  { source, schema, staging_schema: staging }: PlacesConfig,
  schemas: SourceSchemas,
): Places {
  const raw = Object.hasOwn(schemas, source) ? schemas[source] : undefined;
  if (raw !== undefined) {
    return { source, raw, marts: schema ?? `${raw}_MARTS`, staging: staging ?? `${raw}_STAGING` };
  }
  const configured = Object.keys(schemas).join(', ');
  throw new ConfigError({
    code: 'source_not_configured',
    message: `The transformer ${transformer} reads the source "${source}", which is not configured (configured: ${configured || 'none'}).`,
    remedy: `Name a source for ${transformer} in its option \`source\`, or write it into the file of its source instead of pipeline.yaml: there it needs no name, and goes when the file does.`,
  });
}
