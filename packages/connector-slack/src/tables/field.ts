import type { Field, FieldType } from '@etl/core';

type FieldOptions = Pick<Field, 'pii' | 'volatile' | 'emptyIsNull' | 'epochMilliseconds'>;

/** A column that reads `path` (written with dots, as Slack's documentation does) of the record. */
export function field(
  name: string,
  type: FieldType,
  path: string,
  description: string,
  options: FieldOptions = {},
): Field {
  return { name, path: path.split('.'), type, description: `Slack: ${path}. ${description}`, ...options };
}

/** Marks a column that holds names, addresses, numbers or what people said. */
export const PERSONAL: FieldOptions = { pii: true };
