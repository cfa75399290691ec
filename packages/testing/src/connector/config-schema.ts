import { z } from 'zod';

/** One property of a configuration schema, nested ones included. */
export interface ConfigProperty {
  readonly path: readonly string[];
  readonly description: string | undefined;
  readonly secret: boolean;
}

interface SchemaNode {
  readonly description?: string;
  readonly secret?: boolean;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly allOf?: readonly SchemaNode[];
}

/** Every property that a configuration may have. */
export function listConfigProperties(schema: z.ZodType): ConfigProperty[] {
  return listProperties(
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as SchemaNode,
    [],
  );
}

/** The configuration as it may be printed: every property marked secret replaced. */
export function maskSecrets(
  config: unknown,
  properties: readonly ConfigProperty[],
  path: readonly string[] = [],
): unknown {
  if (Array.isArray(config)) return config.map((item) => maskSecrets(item, properties, path));
  if (typeof config !== 'object' || config === null) return config;
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => {
      const place = [...path, key];
      const isSecret = properties.some(
        (property) => property.secret && property.path.join('.') === place.join('.'),
      );
      return [key, isSecret ? '***' : maskSecrets(value, properties, place)];
    }),
  );
}

function listProperties(node: SchemaNode, path: readonly string[]): ConfigProperty[] {
  const alternatives = [
    ...(node.anyOf ?? []),
    ...(node.oneOf ?? []),
    ...(node.allOf ?? []),
    ...(node.items ? [node.items] : []),
  ];
  const nested = alternatives.flatMap((alternative) => listProperties(alternative, path));
  const own = Object.entries(node.properties ?? {}).flatMap(([key, property]) => [
    { path: [...path, key], description: property.description, secret: isSecret(property) },
    ...listProperties(property, [...path, key]),
  ]);
  return [...own, ...nested];
}

function isSecret(node: SchemaNode): boolean {
  return node.secret === true || (node.anyOf ?? []).some(isSecret);
}
