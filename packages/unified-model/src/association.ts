import type { CanonicalModel } from './canonical-model.js';
import { optional, required } from './column.js';

/**
 * That two records of a source belong together, as the source itself says: a call and a deal, a contact and a company, a
 * deal and its contacts. Both ends are rows of the same source's models.
 */
export const association: CanonicalModel = {
  name: 'association',
  description: 'One row per statement of a source that two of its records belong together.',
  primaryKey: ['association_id'],
  columns: [
    required('association_id', 'string', 'Hash of the columns up to `timing`.'),
    required('source', 'string', 'Name of the source in the configuration.'),
    required(
      'from_kind',
      'string',
      'Model of the first record: `person`, `organization`, `opportunity` or `interaction`.',
    ),
    required('from_id', 'string', 'Its id in that model.'),
    required('to_kind', 'string', 'Model of the second record.'),
    required('to_id', 'string', 'Its id in that model.'),
    required(
      'relation',
      'string',
      '`about`, `belongs_to`, or the label that the source gives the association.',
    ),
    required('timing', 'string', '`now`, or `then`: as it was when the interaction took place.'),
    optional('is_primary', 'boolean', 'Whether the source marks it as the main one of its kind.'),
    required('origin_type', 'string', 'record_type of the record that says so.'),
    required('origin_id', 'string', 'record_id of the record that says so.'),
  ],
};
