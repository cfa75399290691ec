import { type Model, type Places, publish } from '@etl/sql/models';
import { association } from '@etl/unified-model';

const KINDS =
  "CASE l.object_type WHEN 'Account' THEN 'organization' WHEN 'Opportunity' THEN 'opportunity' END";
const TIMING = "CASE l.timing WHEN 'TimeOfCall' THEN 'then' ELSE 'now' END";

/** Which accounts and opportunities a call is about. */
export function stagingAssociation(places: Places): Model {
  return publish(places, {
    canonical: association,
    unit: ['origin_id'],
    inputs: {
      links: {
        schema: places.marts,
        name: 'call_crm_links',
        kind: 'model',
        unit: (row) => [row('call_id')],
      },
    },
    from: ({ dialect, rows }) => {
      const linked = [
        `SELECT DISTINCT l.call_id, 'call:' || l.call_id AS from_id, ${KINDS} AS to_kind,`,
        `lower(l.object_type) || ':' || l.system || ':' || l.object_id AS to_id, ${TIMING} AS timing`,
        `FROM ${rows('links')} AS l WHERE l.object_type IN ('Account', 'Opportunity')`,
      ].join('\n');
      const id = dialect.hashOf(["'interaction'", 'from_id', 'to_kind', 'to_id', "'about'", 'timing']);
      return `(SELECT *, ${id} AS association_id FROM (\n${linked}\n) AS linked) AS a`;
    },
    values: {
      association_id: 'a.association_id',
      from_kind: "'interaction'",
      from_id: 'a.from_id',
      to_kind: 'a.to_kind',
      to_id: 'a.to_id',
      relation: "'about'",
      timing: 'a.timing',
      origin_type: "'call'",
      origin_id: 'a.call_id',
    },
  });
}
