import type { Field, FieldType } from '@etl/core';

type FieldOptions = Pick<Field, 'pii' | 'volatile' | 'epochMilliseconds' | 'emptyIsNull'>;

/** A column that reads `path` (written with dots) of the record. */
export function field(
  name: string,
  type: FieldType,
  path: string,
  description: string,
  options: FieldOptions = {},
): Field {
  return { name, path: path.split('.'), type, description: `HubSpot: ${path}. ${description}`, ...options };
}

/** Marks a column that holds names, addresses, numbers or what people said. */
export const PERSONAL: FieldOptions = { pii: true };

/** Marks a column whose presence changes without news. */
export const COMES_AND_GOES: FieldOptions = { volatile: true };
