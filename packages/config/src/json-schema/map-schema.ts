import type { JsonSchema } from '../validation/json-schema-of.js';

/** Makes one schema from another; `property` is the key whose value it describes, if any. */
export type SchemaChange = (schema: JsonSchema, property: string | undefined) => JsonSchema;

/** The same schema with `change` made to every part, the innermost first. */
export function mapSchema(schema: JsonSchema, change: SchemaChange, property?: string): JsonSchema {
  const inner = (part: JsonSchema): JsonSchema => mapSchema(part, change, property);
  const changed: Record<string, unknown> = { ...schema };
  for (const list of ['anyOf', 'oneOf', 'allOf'] as const) {
    if (schema[list] !== undefined) changed[list] = schema[list].map(inner);
  }
  for (const single of ['items', 'additionalProperties', 'then'] as const) {
    const part = schema[single] as JsonSchema | boolean | undefined;
    if (typeof part === 'object') changed[single] = inner(part);
  }
  if (schema.properties !== undefined) {
    changed.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([key, part]) => [key, mapSchema(part, change, key)]),
    );
  }
  return change(changed, property);
}
