import type { CanonicalColumn, CanonicalType } from './canonical-model.js';

/** A column that is never NULL. */
export function required(name: string, type: CanonicalType, description: string): CanonicalColumn {
  return { name, type, description, required: true };
}

/** A column that is NULL where the source does not say. */
export function optional(name: string, type: CanonicalType, description: string): CanonicalColumn {
  return { name, type, description, required: false };
}

/** Which record of which source a row speaks of: the first columns of every model of records. */
export function identityColumns(id: string): readonly CanonicalColumn[] {
  return [
    required(id, 'string', '`<record_type>:<record_id>`; unique within the source.'),
    required('source', 'string', 'Name of the source in the configuration.'),
    required(
      'record_type',
      'string',
      "The source's own word for this kind of record, snake_case, e.g. `contact`.",
    ),
    required('record_id', 'string', "The source's own id of the record, as text."),
  ];
}
