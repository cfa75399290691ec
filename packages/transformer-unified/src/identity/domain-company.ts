import { column, type Model } from '@etl/sql/models';
import type { UnifiedConfig } from '../config.js';
import type { Places } from '../places.js';
import { identityInput } from '../records/record-model.js';
import { isOneOf } from '../sql/keys.js';

/** Which company a domain is of; a domain of several is nobody's. */
export function domainCompany(places: Places, config: UnifiedConfig): Model {
  const shared = isOneOf('l.value', [...config.free_mail_domains, ...config.service_domains]);
  return {
    schema: places.staging,
    name: 'domain_company',
    description: 'One row per domain that companies claim.',
    primaryKey: ['domain'],
    unit: ['domain'],
    columns: [
      column('domain', 'string', 'The domain.'),
      column('company_id', 'string', 'The one company that claims it; NULL: several do.'),
      column('company_count', 'integer', 'Companies that claim it.'),
    ],
    inputs: {
      links: {
        schema: places.staging,
        name: 'identity_link',
        kind: 'model',
        unit: (row) => [row('value')],
        concerns: ({ relation, column: changed }) =>
          `SELECT ${changed('value')} FROM ${relation} AS c WHERE ${changed('value_node')} LIKE 'company/domain/%'`,
      },
      identities: {
        ...identityInput(places),
        concerns: ({ relation, column: changed }) =>
          `SELECT value FROM "${places.staging}".identity_link WHERE claim_type = 'domain' AND node IN (SELECT ${changed('node')} FROM ${relation} AS c)`,
      },
    },
    select: ({ rows }) =>
      [
        'SELECT l.value AS domain, CASE WHEN count(DISTINCT i.entity_id) = 1 THEN min(i.entity_id) END AS company_id,',
        'count(DISTINCT i.entity_id) AS company_count',
        `FROM ${rows('links')} AS l JOIN ${rows('identities')} AS i ON i.node = l.node`,
        `WHERE l.node LIKE 'company/%' AND l.claim_type = 'domain' AND NOT (${shared})`,
        'GROUP BY l.value HAVING count(DISTINCT i.entity_id) > 0',
      ].join('\n'),
  };
}
