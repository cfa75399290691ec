import {
  ConfigError,
  type ModelRunOptions,
  type ModelTransformer,
  type Session,
  type SourceSchemas,
  type TransformedTable,
  type TransformerPlugin,
} from '@etl/core';
import { findDialect } from '@etl/sql';
import { describeModels, readPublishedModels, runModels, type PublishedModel } from '@etl/sql/models';
import { buildModels } from './build-models.js';
import { configSchema, type UnifiedConfig } from './config.js';
import type { Places } from './places.js';
import { summariseAccount } from './summarise-account.js';

const NAME = 'unified';
const OWNER = { source: NAME, stream: `transformer-${NAME}` };

/** Resolves who is who over all sources that publish canonical models, and builds the unified tables. */
export const transformer: TransformerPlugin<UnifiedConfig> = {
  specificationVersion: 'v1',
  name: NAME,
  configSchema,
  create: (config) => createUnified(config),
};

function createUnified(config: UnifiedConfig): ModelTransformer {
  const modelsOf = (published: readonly PublishedModel[]) => buildModels(placesOf(config, published), config);
  return {
    kind: 'model',
    name: NAME,
    describe: (schemas) => {
      requireConfigured(config, schemas);
      return describeModels(modelsOf([]));
    },
    run: async (session, options) => {
      requireConfigured(config, options.schemas);
      findDialect(options.capabilities.dialect);
      const published = await findPublished(session, config, options);
      const models = modelsOf(published);
      if (published.length === 0) return models.map(leftOut);
      return runModels(session, { owner: OWNER, models, options });
    },
    summarise: (session) => summariseAccount(session, config),
  };
}

function placesOf(config: UnifiedConfig, published: readonly PublishedModel[]): Places {
  return { unified: config.schema, staging: config.staging_schema, published };
}

/** What sources publish that are configured, and chosen where some are. */
async function findPublished(
  session: Session,
  { sources }: UnifiedConfig,
  { schemas }: ModelRunOptions,
): Promise<readonly PublishedModel[]> {
  const published = await readPublishedModels({ rows: (statement) => session.query(statement) });
  const chosen = new Set(sources ?? Object.keys(schemas));
  return published.filter(({ source }) => chosen.has(source));
}

function requireConfigured({ sources = [] }: UnifiedConfig, schemas: SourceSchemas): void {
  const missing = sources.find((source) => !Object.hasOwn(schemas, source));
  if (missing === undefined) return;
  const configured = Object.keys(schemas).join(', ');
  throw new ConfigError({
    code: 'source_not_configured',
    message: `The transformer ${NAME} is told to read the source "${missing}", which is not configured (configured: ${configured || 'none'}).`,
    remedy: `Take it off the option \`sources\` of ${NAME}, or leave the option out: then every source takes part that publishes canonical models.`,
  });
}

function leftOut({ schema, name }: { readonly schema: string; readonly name: string }): TransformedTable {
  return {
    table: `${schema}.${name}`,
    changedRows: 0,
    skipped: 'no source publishes canonical models yet',
  };
}
