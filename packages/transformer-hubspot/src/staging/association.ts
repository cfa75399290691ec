import { publish, type Model, type Places } from '@etl/sql/models';
import { association } from '@etl/unified-model';
import { modelInput } from '../inputs.js';
import { canonicalModelOf, recordTypeOf } from './kinds.js';

/** HubSpot's own types for the main company of a contact, deal or ticket, in both directions. */
const IS_PRIMARY = "a.category = 'HUBSPOT_DEFINED' AND a.type_id IN ('1', '2', '5', '6')";
const BETWEEN = "'contacts/companies', 'companies/contacts', 'deals/companies', 'companies/deals'";
const HAS_PRIMARY = `a.from_type || '/' || a.to_type IN (${BETWEEN})`;

/** Associations of records that canonical models have, once for each relation. */
export function stagingAssociation(places: Places): Model {
  return publish(places, {
    canonical: association,
    unit: ['origin_type', 'origin_id'],
    inputs: {
      associations: modelInput(places.marts, 'associations', (row) => [
        recordTypeOf(row('from_type')),
        row('from_id'),
      ]),
    },
    from: ({ dialect, rows }) => {
      const isPrimary = `${HAS_PRIMARY} AND ${IS_PRIMARY}`;
      const told = [
        `SELECT ${canonicalModelOf('a.from_type')} AS from_kind, ${recordTypeOf('a.from_type')} AS origin_type, a.from_id AS origin_id,`,
        `${canonicalModelOf('a.to_type')} AS to_kind, ${recordTypeOf('a.to_type')} || ':' || a.to_id AS to_id,`,
        `CASE WHEN ${isPrimary} THEN 'belongs_to' ELSE coalesce(a.label, 'belongs_to') END AS relation,`,
        `CASE WHEN ${isPrimary} THEN 1 WHEN ${HAS_PRIMARY} THEN 0 END AS primary_number`,
        `FROM ${rows('associations')} AS a WHERE a.is_from_loaded AND a.is_to_loaded`,
      ].join('\n');
      const related = [
        "SELECT from_kind, origin_type || ':' || origin_id AS from_id, to_kind, to_id, relation, origin_type, origin_id,",
        `max(primary_number) = 1 AS is_primary FROM (\n${told}\n) AS told`,
        'WHERE from_kind IS NOT NULL AND to_kind IS NOT NULL',
        'GROUP BY from_kind, origin_type, origin_id, to_kind, to_id, relation',
      ].join('\n');
      const id = dialect.hashOf(['from_kind', 'from_id', 'to_kind', 'to_id', 'relation', "'now'"]);
      return `(SELECT *, ${id} AS association_id FROM (\n${related}\n) AS related) AS r`;
    },
    values: {
      association_id: 'r.association_id',
      from_kind: 'r.from_kind',
      from_id: 'r.from_id',
      to_kind: 'r.to_kind',
      to_id: 'r.to_id',
      relation: 'r.relation',
      timing: "'now'",
      is_primary: 'r.is_primary',
      origin_type: 'r.origin_type',
      origin_id: 'r.origin_id',
    },
  });
}
