import type { Connector, DestinationPlugin, TransformerPlugin } from '@etl/core';
import { pipelineFile } from '../schemas/pipeline-file.js';
import { sourceFile } from '../schemas/source-file.js';
import { jsonSchemaOf, type JsonSchema } from '../validation/json-schema-of.js';
import { allowVariables } from './allow-variables.js';
import { insertOptions, optionsSchema } from './insert-options.js';

/** Plugins whose options the schemas describe. */
export interface SchemaPlugins {
  readonly connectors: readonly Connector[];
  readonly destinations: readonly DestinationPlugin[];
  readonly transformers: readonly TransformerPlugin[];
}

/**
 * JSON Schemas (draft 7) for editors, by file name: `pipeline.json` for `pipeline.yaml`, and for each connector
 * `source-<name>.json` for the files in `sources/` that use it. A connector more changes no schema of the others.
 */
export function buildJsonSchemas(plugins: SchemaPlugins): Readonly<Record<string, JsonSchema>> {
  const sources = plugins.connectors.map((connector) => [
    `source-${connector.name}.json`,
    buildSourceSchema(connector, plugins.transformers),
  ]);
  return {
    'pipeline.json': buildPipelineSchema(plugins),
    ...(Object.fromEntries(sources) as Record<string, JsonSchema>),
  };
}

function buildPipelineSchema({ destinations, transformers }: SchemaPlugins): JsonSchema {
  const schema = { title: 'Pipeline', ...jsonSchemaOf(pipelineFile) };
  const withDestinations = insertOptions(schema, 'destination', destinations);
  return allowVariables(insertOptions(withDestinations, 'transformers', transformers));
}

function buildSourceSchema(connector: Connector, transformers: readonly TransformerPlugin[]): JsonSchema {
  const schema = { title: `Source read by the connector ${connector.name}`, ...jsonSchemaOf(sourceFile) };
  const source = schema.properties?.source ?? {};
  const described = { ...source, properties: { ...source.properties, config: optionsSchema(connector) } };
  const whole = { ...schema, properties: { ...schema.properties, source: described } };
  return allowVariables(insertOptions(whole, 'transformers', transformers));
}
