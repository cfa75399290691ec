import { ConfigError } from '@etl/core';
import { toSnakeCase } from '../tables/column-names.js';

/** A kind of CRM record. */
export interface ObjectType {
  /** As paths name it. */
  readonly path: string;
  /** Name of its stream and table. */
  readonly table: string;
  /** As people name it. */
  readonly label: string;
  /** The property that tells when a record was changed last. */
  readonly modifiedProperty: string;
  /** Further names that options may use. */
  readonly aliases?: readonly string[];
}

/** @throws ConfigError when there is no such kind of record. */
export function findType(types: readonly ObjectType[], name: string, option: string): ObjectType {
  const found = types.find(({ path, table, aliases = [] }) => [path, table, ...aliases].includes(name));
  if (found !== undefined) return found;
  throw new ConfigError({
    code: 'hubspot_unknown_object',
    message: `The option ${option} names "${name}", and there are no such records.`,
    remedy: `Use one of: ${types.map(({ table }) => table).join(', ')}; standard objects must stand in the option objects.`,
  });
}

export function buildStandardType(name: string): ObjectType {
  return {
    path: name,
    table: toSnakeCase(name),
    label: name.replaceAll('_', ' '),
    modifiedProperty: name === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate',
  };
}
