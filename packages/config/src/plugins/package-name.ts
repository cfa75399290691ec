/** What a plugin package is for; also the name of its export. */
export type PluginKind = 'connector' | 'destination' | 'transformer';

const SCOPED = /^@[a-z0-9][a-z0-9._-]*\/[a-z0-9][a-z0-9._-]*$/;
const SHORT = /^[a-z0-9][a-z0-9_-]*$/;

/**
 * The package a reference in YAML names: `gong`, `source-gong` and `connector-gong` are `@etl/connector-gong`; a scoped
 * name, and one with the kind in its middle (`acme-connector-erp`), is a package name already. `undefined`: neither.
 */
export function packageNameFor(reference: string, kind: PluginKind): string | undefined {
  if (SCOPED.test(reference)) return reference;
  if (!SHORT.test(reference)) return undefined;
  if (reference.includes(`-${kind}-`)) return reference;
  const prefix = kind === 'connector' ? /^(source|connector)-/ : new RegExp(`^${kind}-`);
  return `@etl/${kind}-${reference.replace(prefix, '')}`;
}
