import { column, type Model } from '@etl/sql/models';
import type { Places } from '../places.js';
import { identityInput } from '../records/record-model.js';

const IS_PERSON_COMPANY =
  "(a.from_kind = 'person' AND a.to_kind = 'organization' OR a.from_kind = 'organization' AND a.to_kind = 'person')";
const CONTACT = "CASE WHEN a.from_kind = 'person' THEN a.from_entity ELSE a.to_entity END";
const COMPANY = "CASE WHEN a.from_kind = 'person' THEN a.to_entity ELSE a.from_entity END";

/** Which companies people belong to: as a source says, else by the domain of an address. */
export function contactCompany(places: Places): Model {
  const { staging } = places;
  return {
    schema: staging,
    name: 'contact_company',
    description: 'One row per contact and company it belongs to.',
    primaryKey: ['contact_id', 'company_id'],
    unit: ['contact_id'],
    followedBy: ['contact_id', 'company_id'],
    columns: [
      column('contact_id', 'string', 'The contact.'),
      column('company_id', 'string', 'The company.'),
      column('evidence', 'string', '`association`: a source says so; `domain`: an address has its domain.'),
      column(
        'is_main',
        'boolean',
        'Whether it is the company of the contact: the only one, or the primary one.',
      ),
    ],
    inputs: {
      associations: {
        schema: staging,
        name: 'association_link',
        kind: 'model',
        unit: (row) => [
          `CASE WHEN ${row('from_kind')} = 'person' THEN ${row('from_entity')} WHEN ${row('to_kind')} = 'person' THEN ${row('to_entity')} END`,
        ],
      },
      contacts: identityInput(places, (row) => [row('entity_id')]),
      links: {
        ...{ schema: staging, name: 'identity_link', kind: 'model' },
        concerns: ({ relation, column: changed }) =>
          `SELECT entity_id FROM "${staging}".identity WHERE node IN (SELECT ${changed('node')} FROM ${relation} AS c)`,
      },
      domains: {
        ...{ schema: staging, name: 'domain_company', kind: 'model' },
        concerns: ({ relation, column: changed }) =>
          `SELECT entity_id FROM "${staging}".identity WHERE node IN (SELECT node FROM "${staging}".identity_link WHERE host IN (SELECT ${changed('domain')} FROM ${relation} AS c))`,
      },
    },
    select: ({ rows }) =>
      [
        'WITH told AS (',
        `SELECT ${CONTACT} AS contact_id, ${COMPANY} AS company_id, 0 AS place, coalesce(a.is_primary, FALSE) AS is_primary`,
        `FROM ${rows('associations')} AS a WHERE ${IS_PERSON_COMPANY}`,
        'UNION ALL SELECT i.entity_id, d.company_id, 1, FALSE',
        `FROM ${rows('contacts')} AS i JOIN ${rows('links')} AS l ON l.node = i.node`,
        `JOIN ${rows('domains')} AS d ON d.domain = l.host`,
        "WHERE i.node LIKE 'contact/%'",
        '), pairs AS (',
        'SELECT contact_id, company_id, min(place) AS place, max(CASE WHEN is_primary THEN 1 ELSE 0 END) AS is_primary FROM told',
        'WHERE contact_id IS NOT NULL AND company_id IS NOT NULL GROUP BY contact_id, company_id',
        '), best AS (',
        'SELECT *, min(place) OVER (PARTITION BY contact_id) AS best_place, max(is_primary) OVER (PARTITION BY contact_id) AS has_primary FROM pairs',
        '), counted AS (',
        'SELECT *, count(*) OVER (PARTITION BY contact_id, place, is_primary) AS rivals FROM best)',
        "SELECT contact_id, company_id, CASE place WHEN 0 THEN 'association' ELSE 'domain' END AS evidence,",
        'place = best_place AND is_primary = has_primary AND rivals = 1 AS is_main FROM counted',
      ].join('\n'),
  };
}
