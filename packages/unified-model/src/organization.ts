import type { CanonicalModel } from './canonical-model.js';
import { identityColumns, optional } from './column.js';

/** Companies a source keeps a record of, or names by a CRM's id: HubSpot's companies, the accounts of Gong's CRM context. */
export const organization: CanonicalModel = {
  name: 'organization',
  description: 'One row per company that a source keeps a record of, or knows by the id of a CRM.',
  primaryKey: ['organization_id'],
  columns: [
    ...identityColumns('organization_id'),
    optional('name', 'string', 'Name.'),
    optional('domain', 'string', 'Main internet domain, lower case, without scheme, `www.` and path.'),
    optional('industry', 'string', "Industry, in the source's words."),
    optional('employee_count', 'integer', 'Number of employees.'),
    optional('annual_revenue', 'decimal', 'Revenue of a year, in `currency`.'),
    optional('currency', 'string', 'ISO 4217 code of `annual_revenue`.'),
    optional('country', 'string', "Country, in the source's words."),
    optional('owner_person_id', 'string', 'person_id of who is responsible, in the same source.'),
    optional('created_at', 'timestamp', 'When the source made the record.'),
    optional('updated_at', 'timestamp', 'When the source changed the record last.'),
  ],
};
