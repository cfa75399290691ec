import { column, type Model } from '@etl/sql/models';
import type { Places } from '../places.js';
import { bestValues, RECORD_COUNTS, RECORD_ORDER } from '../sql/best-values.js';

const BEST = [
  ...['name', 'domain', 'industry', 'employee_count', 'annual_revenue', 'currency:annual_revenue', 'country'],
  'owner_contact_id',
];

/** Companies, each once, whatever sources know of them. */
export function companies(places: Places): Model {
  return {
    schema: places.unified,
    name: 'companies',
    description: 'One row per company that any source knows.',
    primaryKey: ['company_id'],
    unit: ['company_id'],
    columns: [
      column('company_id', 'string', 'Identifies the company; stays the same from run to run.'),
      column('name', 'string', 'Name: of the record that changed last and has one.'),
      column('domain', 'string', 'Main internet domain, likewise. All are in company_identities.'),
      column('industry', 'string', "Industry, likewise, in the source's words."),
      column('employee_count', 'integer', 'Number of employees, likewise.'),
      column('annual_revenue', 'decimal', 'Revenue of a year, likewise, in `currency`.'),
      column('currency', 'string', 'ISO 4217 code of `annual_revenue`, where its record has one.'),
      column('country', 'string', 'Country, likewise.'),
      column('owner_contact_id', 'string', 'Who is responsible, likewise; contacts.contact_id.'),
      column('record_count', 'integer', 'Records that sources keep of the company.'),
      column('source_count', 'integer', 'Sources that know the company.'),
      column('created_at', 'timestamp', 'When the first record was made.'),
      column('updated_at', 'timestamp', 'When a record was changed last.'),
    ],
    inputs: {
      records: {
        ...{ schema: places.staging, name: 'organization_record', kind: 'model' },
        unit: (row) => [row('entity_id')],
      },
    },
    select: ({ rows }) =>
      [
        `SELECT entity_id AS company_id, ${bestValues(BEST)}, ${RECORD_COUNTS} FROM (`,
        `SELECT *, row_number() OVER (PARTITION BY entity_id ORDER BY ${RECORD_ORDER}) AS place FROM ${rows('records')} AS r WHERE entity_id IS NOT NULL`,
        ') AS told GROUP BY entity_id',
      ].join('\n'),
  };
}
