import { Redactor } from '@etl/core';
import type { ConfiguredPlugin, PipelineConfig } from './pipeline-config.js';
import { maskSecrets } from './validation/collect-secrets.js';
import { jsonSchemaOf } from './validation/json-schema-of.js';
import type { z } from 'zod';

type Described = Readonly<Record<string, unknown>>;

/** The configuration in force, as plain data to print: options as written, variables put in, credentials as `***`. */
export function describeConfig(config: PipelineConfig): Described {
  const redactor = new Redactor();
  for (const secret of config.secrets) redactor.add(secret);
  // Invariant 9: masked by place, then by value, wherever else the value may stand.
  return redactor.redactValue({
    name: config.name,
    profile: config.profile,
    sources: config.sources.map((source) => ({
      name: source.name,
      connector: describePlugin(source),
      schema: source.schema,
      selection: source.selection,
      accept_missing_scopes: source.acceptedMissingScopes,
      transformers: source.transformers.map(describePlugin),
    })),
    destination: describePlugin(config.destination),
    transformers: config.transformers.map(describePlugin),
    concurrency: config.concurrency,
    deletion_brake: config.deletionBrake,
    ...(config.schedule && { schedule: config.schedule }),
  });
}

function describePlugin(configured: ConfiguredPlugin<{ readonly configSchema: z.ZodType }>): Described {
  const { packageName, plugin, input } = configured;
  return { package: packageName, config: maskSecrets(input, jsonSchemaOf(plugin.configSchema)) };
}
