import { column, type Model, type Places } from '@etl/sql/models';
import type { HubspotConfig } from '../config.js';
import { bandOf, lifecycleBandOf } from '../sql/bands.js';
import { property } from '../sql/property.js';
import { buildRecordMart, COMMON_FIELDS } from '../sql/record-mart.js';

/** Companies, with the bands of their size, revenue and lifecycle. */
export function companies(places: Places, config: HubspotConfig): Model {
  return buildRecordMart(places, {
    name: 'companies',
    description: 'One row per company.',
    table: 'companies',
    id: column('company_id', 'string', 'Identifies the company.'),
    fields: [
      { field: property('name', 'string'), description: 'Name.' },
      { field: property('domain', 'string'), description: 'Main internet domain, as written.' },
      { field: property('website', 'string'), description: 'Website.' },
      { field: property('phone', 'string'), description: 'Phone number.' },
      { field: property('industry', 'string'), description: 'Industry.' },
      { field: property('city', 'string'), description: 'City.' },
      { field: property('country', 'string'), description: 'Country.' },
      {
        field: property('employee_count', 'integer', 'numberofemployees'),
        description: 'Number of employees.',
      },
      {
        field: property('annual_revenue', 'decimal', 'annualrevenue'),
        description: 'Revenue of a year, in the currency of the account.',
      },
      {
        field: property('lifecycle_stage', 'string', 'lifecyclestage'),
        description: 'Lifecycle stage, by its internal name.',
      },
      {
        field: property('parent_company_id', 'string', 'hs_parent_company_id'),
        description: 'The company it belongs to; companies.company_id.',
      },
      ...COMMON_FIELDS,
    ],
    derived: [
      {
        column: column('size_band', 'string', 'Band of employee_count; option size_bands.'),
        sql: bandOf(config.size_bands, 'f.employee_count'),
      },
      {
        column: column('revenue_band', 'string', 'Band of annual_revenue; option revenue_bands.'),
        sql: bandOf(config.revenue_bands, 'f.annual_revenue'),
      },
      {
        column: column('lifecycle_band', 'string', 'Band of the lifecycle stage; option lifecycle_bands.'),
        sql: lifecycleBandOf(config.lifecycle_bands, 'f.lifecycle_stage'),
      },
    ],
  });
}
