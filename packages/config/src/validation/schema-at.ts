import type { Path } from '../files/path.js';
import type { JsonSchema } from './json-schema-of.js';

/** Every alternative that may describe the value at `path`, with the schemas of its parents before them. */
export function schemasTo(root: JsonSchema, path: Path): readonly (readonly JsonSchema[])[] {
  const levels = [alternatives(root)];
  for (const key of path) {
    const parents = levels.at(-1) ?? [];
    levels.push(parents.flatMap((parent) => alternatives(childOf(parent, key))));
  }
  return levels;
}

/** Whether the value at `path` is a credential, or a part of one. */
export function isSecretAt(root: JsonSchema, path: Path): boolean {
  return schemasTo(root, path).some((level) => level.some((schema) => schema.secret === true));
}

/** Whether a credential may stand anywhere in what `schema` describes. */
export function holdsSecret(schema: JsonSchema): boolean {
  if (schema.secret === true) return true;
  return [...alternatives(schema).slice(1), ...children(schema)].some(holdsSecret);
}

/** Keys that may be written at `path`. */
export function knownKeys(root: JsonSchema, path: Path): string[] {
  const level = schemasTo(root, path).at(-1) ?? [];
  return [...new Set(level.flatMap((schema) => Object.keys(schema.properties ?? {})))];
}

/** What the schema says about the value at `path`. */
export function descriptionAt(root: JsonSchema, path: Path): string | undefined {
  const level = schemasTo(root, path).at(-1) ?? [];
  return level.find((schema) => schema.description !== undefined)?.description;
}

/** The schema itself and, as deep as they go, the schemas one of which it must satisfy. */
function alternatives(schema: JsonSchema | undefined): JsonSchema[] {
  if (schema === undefined) return [];
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [schema, ...inner.flatMap(alternatives)];
}

function childOf(schema: JsonSchema, key: string | number): JsonSchema | undefined {
  if (typeof key === 'number') return schema.items;
  const properties = schema.properties ?? {};
  if (Object.hasOwn(properties, key)) return properties[key];
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

function children(schema: JsonSchema): JsonSchema[] {
  const others = typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [];
  const items = schema.items === undefined ? [] : [schema.items];
  return [...Object.values(schema.properties ?? {}), ...items, ...others];
}
