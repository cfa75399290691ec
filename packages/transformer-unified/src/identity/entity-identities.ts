import { column, type Model, type ModelInput } from '@etl/sql/models';
import type { Places } from '../places.js';
import { identityInput } from '../records/record-model.js';
import type { Realm } from '../sql/keys.js';

const TOLD = [
  ['source', 'string', 'Name of the source that says so.'],
  ['claim_type', 'string', 'Type of the claim; `record` where a record or its participant is meant.'],
  ['system', 'string', 'For ids: the system they are of.'],
  ['object_type', 'string', 'For ids of a CRM: the kind of object.'],
  ['value', 'string', 'The value, normalised.'],
  ['strength', 'string', '`exact`, `strong`, `medium` or `weak`, as the source judges it.'],
  ['is_verified', 'boolean', 'Whether the source makes sure of it.'],
  ['evidence', 'string', 'Where it stands in the record.'],
  ['origin_type', 'string', 'record_type of the record that says so.'],
  ['origin_id', 'string', 'record_id of the record that says so.'],
  ['claimed_at', 'timestamp', 'The instant the record speaks of; NULL: now.'],
] as const;

const VERDICT =
  "CASE WHEN l.tier IS NULL THEN 'supports' WHEN c.entity_id = v.entity_id THEN 'joins' ELSE 'refused' END";

interface EntityIdentities {
  readonly realm: Realm;
  readonly name: string;
  readonly id: string;
  readonly table: string;
}

/** Why a contact is who it is. */
export function contactIdentities(places: Places): Model {
  return entityIdentities(places, {
    ...{ realm: 'contact', name: 'contact_identities', id: 'contact_id', table: 'contacts' },
  });
}

/** Why a company is which it is. */
export function companyIdentities(places: Places): Model {
  return entityIdentities(places, {
    ...{ realm: 'company', name: 'company_identities', id: 'company_id', table: 'companies' },
  });
}

function entityIdentities(places: Places, { realm, name, id, table }: EntityIdentities): Model {
  return {
    schema: places.unified,
    name,
    description: 'One row per statement of a source about who somebody is, and what it did.',
    primaryKey: ['link_id'],
    unit: ['node'],
    columns: [
      column('link_id', 'string', 'Identifies the statement over all sources.'),
      column('node', 'string', 'Who makes it: realm, source, model and id of a record or participant.'),
      column(id, 'string', `Whom it speaks of; ${table}.${id}. NULL: nobody can tell.`),
      column(
        'verdict',
        'string',
        '`joins`; `refused`: it would join two that are not one; `supports`: too weak to join, or shared by many.',
      ),
      ...TOLD.map(([told, type, description]) => column(told, type, description)),
    ],
    inputs: {
      links: {
        ...{ schema: places.staging, name: 'identity_link', kind: 'model' },
        unit: (row) => [row('node')],
        concerns: concernsRealm(realm),
      },
      claimants: { ...identityInput(places, (row) => [row('node')]), concerns: concernsRealm(realm) },
      values: { ...identityInput(places), concerns: concernsClaimants(places, realm) },
    },
    select: ({ rows }) =>
      [
        `SELECT l.link_id, l.node, c.entity_id AS ${id}, ${VERDICT} AS verdict, ${TOLD.map(([told]) => `l.${told}`).join(', ')}`,
        `FROM ${rows('links')} AS l LEFT JOIN ${rows('claimants')} AS c ON c.node = l.node`,
        `LEFT JOIN ${rows('values')} AS v ON v.node = l.value_node`,
        `WHERE l.node LIKE '${realm}/%'`,
      ].join('\n'),
  };
}

const concernsRealm =
  (realm: Realm): NonNullable<ModelInput['concerns']> =>
  ({ relation, column: changed }) =>
    `SELECT ${changed('node')} FROM ${relation} AS c WHERE ${changed('node')} LIKE '${realm}/%'`;

/** Whoever claims a value that changed sides. */
function concernsClaimants({ staging }: Places, realm: Realm): NonNullable<ModelInput['concerns']> {
  return ({ relation, column: changed }) =>
    `SELECT node FROM "${staging}".identity_link WHERE value_node IN (SELECT ${changed('node')} FROM ${relation} AS c WHERE ${changed('node')} LIKE '${realm}/%')`;
}
