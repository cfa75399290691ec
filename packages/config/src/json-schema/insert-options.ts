import type { z } from 'zod';
import { jsonSchemaOf, type JsonSchema } from '../validation/json-schema-of.js';
import { mapSchema } from './map-schema.js';

interface PluginWithOptions {
  readonly name: string;
  readonly configSchema: z.ZodType;
}

/** Describes the options of each plugin wherever `property` names one by `type` and configures it by `config`. */
export function insertOptions(
  schema: JsonSchema,
  property: string,
  plugins: readonly PluginWithOptions[],
): JsonSchema {
  if (plugins.length === 0) return schema;
  return mapSchema(schema, (part, key) =>
    key === property && part.properties?.config !== undefined
      ? { ...part, allOf: plugins.map(optionsOf) }
      : part,
  );
}

/** A plugin's options as part of another schema. */
export function optionsSchema(plugin: PluginWithOptions): JsonSchema {
  const options = Object.entries(jsonSchemaOf(plugin.configSchema)).filter(
    ([keyword]) => keyword !== '$schema',
  );
  return { description: `Options of ${plugin.name}.`, ...Object.fromEntries(options) };
}

function optionsOf(plugin: PluginWithOptions): JsonSchema {
  return {
    if: { properties: { type: { const: plugin.name } }, required: ['type'] },
    then: { properties: { config: optionsSchema(plugin) } },
  };
}
