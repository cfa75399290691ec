import { selectFields, type Model, type ModelContext, type Places } from '@etl/sql/models';
import { modelInput, optional } from '../inputs.js';
import { ASSOCIATION_COLUMNS, ASSOCIATION_ENDS, ASSOCIATION_KEY } from '../sql/association-columns.js';
import { joinNames } from '../sql/join-names.js';

/** Associations with the name of their first record. Followed by both ends, so that the mart hears of both names. */
export function stagingAssociationFact(places: Places): Model {
  return {
    schema: places.staging,
    name: 'association_fact',
    description: 'One row per association, as loaded; read the mart associations instead.',
    primaryKey: ASSOCIATION_KEY,
    unit: ['from_type', 'from_id'],
    followedBy: ASSOCIATION_ENDS,
    inputs: {
      associations: {
        schema: places.raw,
        name: 'associations',
        kind: 'loaded',
        unit: (row) => [row('from_object_type'), row('from_object_id')],
      },
      names: optional(
        modelInput(places.staging, 'record_name', (row) => [row('object_type'), row('record_id')]),
      ),
    },
    columns: ASSOCIATION_COLUMNS,
    select: selectAssociations,
  };
}

function selectAssociations(context: ModelContext): string {
  const { dialect, rows } = context;
  const facts = selectFields({
    dialect,
    from: `${rows('associations')} AS associations`,
    keep: ['from_type', 'from_id'],
    json: 'record',
    fields: [
      { name: 'to_type', type: 'string', path: ['to_object_type'] },
      { name: 'to_id', type: 'string', path: ['to_object_id'] },
      { name: 'category', type: 'string', path: ['association', 'category'] },
      { name: 'type_id', type: 'string', path: ['association', 'typeId'] },
      { name: 'label', type: 'string', path: ['association', 'label'], emptyIsNull: true },
    ],
  });
  return joinNames(context, `(\n${facts}\n)`, 'from');
}
