import { normaliseDomain, publish, type Model, type Places } from '@etl/sql/models';
import { organization } from '@etl/unified-model';
import { modelInput } from '../inputs.js';

/** Companies. */
export function stagingOrganization(places: Places): Model {
  return publish(places, {
    canonical: organization,
    unit: ['record_id'],
    inputs: { companies: modelInput(places.marts, 'companies', (row) => [row('company_id')]) },
    from: ({ dialect, rows }) => {
      const domain = `coalesce(${normaliseDomain(dialect, 'domain')}, ${normaliseDomain(dialect, 'website')})`;
      return `(SELECT c.*, ${domain} AS main_domain FROM ${rows('companies')} AS c) AS c`;
    },
    values: {
      organization_id: "'company:' || c.company_id",
      record_type: "'company'",
      record_id: 'c.company_id',
      name: 'c.name',
      domain: 'c.main_domain',
      industry: 'c.industry',
      employee_count: 'c.employee_count',
      annual_revenue: 'c.annual_revenue',
      country: 'c.country',
      owner_person_id: "'owner:' || c.owner_id",
      created_at: 'c.created_at',
      updated_at: 'c.updated_at',
    },
  });
}
