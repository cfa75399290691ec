import { column } from '@etl/sql/models';

/** What tells associations apart. */
export const ASSOCIATION_KEY = ['from_type', 'from_id', 'to_type', 'to_id', 'category', 'type_id'];

/** Columns of an association up to the name of its first record. */
export const ASSOCIATION_COLUMNS = [
  column('from_type', 'string', 'Table of the record that is associated.'),
  column('from_id', 'string', 'Its id.'),
  column('to_type', 'string', 'Table of the record it is associated with.'),
  column('to_id', 'string', 'Id of that record.'),
  column('category', 'string', 'Who defined the type of the association, e.g. HUBSPOT_DEFINED.'),
  column('type_id', 'string', 'The type within its category, for this direction.'),
  column('label', 'string', 'Name of the type; NULL where it has none.'),
  column('from_name', 'string', 'Name of the first record, where it is loaded.'),
  column('is_from_loaded', 'boolean', 'Whether the first record is loaded, and not deleted.'),
];

export const ASSOCIATION_ENDS = ['from_type', 'from_id', 'to_type', 'to_id'];
