import type { Table } from '@etl/core';
import { field } from './field.js';

/** Table `associations`: one row for each sense in which a record is associated with another. */
export const associationsTable: Table = {
  name: 'associations',
  description: 'One row for each association of two records, by its type.',
  primaryKey: [
    'from_object_type',
    'from_object_id',
    'to_object_type',
    'to_object_id',
    'association_category',
    'association_type_id',
  ],
  fields: [
    field('from_object_type', 'string', 'from_object_type', 'Table of the record it was asked for.'),
    field('from_object_id', 'string', 'from_object_id', 'Id of that record.'),
    field('to_object_type', 'string', 'to_object_type', 'Table of the other record.'),
    field('to_object_id', 'string', 'to_object_id', 'Id of the other record.'),
    field(
      'association_category',
      'string',
      'association.category',
      'Who defined the type, e.g. HUBSPOT_DEFINED.',
    ),
    field(
      'association_type_id',
      'string',
      'association.typeId',
      'The type within its category, for this direction.',
    ),
    field('association_label', 'string', 'association.label', 'Name of the type; null where it has none.'),
  ],
};
