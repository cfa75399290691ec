import { column, type Model, type Places } from '@etl/sql/models';
import { modelInput, optional } from '../inputs.js';
import { ASSOCIATION_COLUMNS, ASSOCIATION_ENDS, ASSOCIATION_KEY } from '../sql/association-columns.js';
import { joinNames } from '../sql/join-names.js';

/** Associations that people can read. */
export function associations(places: Places): Model {
  return {
    schema: places.marts,
    name: 'associations',
    description: 'One row per association of two records and type, with the names of both.',
    primaryKey: ASSOCIATION_KEY,
    unit: ['to_type', 'to_id'],
    followedBy: ASSOCIATION_ENDS,
    inputs: {
      facts: modelInput(places.staging, 'association_fact', (row) => [row('to_type'), row('to_id')]),
      names: optional(
        modelInput(places.staging, 'record_name', (row) => [row('object_type'), row('record_id')]),
      ),
    },
    columns: [
      ...ASSOCIATION_COLUMNS,
      column('to_name', 'string', 'Name of the other record, where it is loaded.'),
      column('is_to_loaded', 'boolean', 'Whether the other record is loaded, and not deleted.'),
    ],
    select: (context) => joinNames(context, context.rows('facts'), 'to'),
  };
}
