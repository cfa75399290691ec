import { column, type Model } from '@etl/sql/models';
import type { Places } from '../places.js';
import { bestValues, RECORD_COUNTS, RECORD_ORDER } from '../sql/best-values.js';

const BEST = [
  ...['name', 'stage', 'pipeline', 'amount', 'currency:amount', 'close_date', 'is_closed', 'is_won'],
  'owner_contact_id',
];

const DEAL =
  "CASE WHEN a.from_kind = 'opportunity' THEN a.from_entity WHEN a.to_kind = 'opportunity' THEN a.to_entity END";
const IS_DEAL_COMPANY =
  "(a.from_kind = 'opportunity' AND a.to_kind = 'organization' OR a.from_kind = 'organization' AND a.to_kind = 'opportunity')";
const COMPANY = "CASE WHEN a.from_kind = 'organization' THEN a.from_entity ELSE a.to_entity END";

/** Deals, each once, whatever sources know of them. */
export function deals(places: Places): Model {
  return {
    schema: places.unified,
    name: 'deals',
    description: 'One row per deal that any source knows.',
    primaryKey: ['deal_id'],
    unit: ['deal_id'],
    followedBy: ['deal_id', 'company_id'],
    columns: [
      column('deal_id', 'string', 'Identifies the deal; stays the same from run to run.'),
      column('name', 'string', 'Name: of the record that changed last and has one.'),
      column('stage', 'string', "Stage, likewise, in the source's words."),
      column('pipeline', 'string', "Pipeline, likewise, in the source's words."),
      column('amount', 'decimal', 'Amount, likewise, in `currency`.'),
      column('currency', 'string', 'ISO 4217 code of `amount`, where its record has one.'),
      column('close_date', 'date', 'Day on which it was or is expected to be decided, likewise.'),
      column('is_closed', 'boolean', 'Whether it is decided, likewise.'),
      column('is_won', 'boolean', 'Whether it was won, likewise.'),
      column('owner_contact_id', 'string', 'Who is responsible, likewise; contacts.contact_id.'),
      column('company_id', 'string', 'The one company it is with, as sources say; NULL: none, or several.'),
      column('record_count', 'integer', 'Records that sources keep of the deal.'),
      column('source_count', 'integer', 'Sources that know the deal.'),
      column('created_at', 'timestamp', 'When the first record was made.'),
      column('updated_at', 'timestamp', 'When a record was changed last.'),
    ],
    inputs: {
      records: {
        ...{ schema: places.staging, name: 'opportunity_record', kind: 'model' },
        unit: (row) => [row('entity_id')],
      },
      associations: {
        ...{ schema: places.staging, name: 'association_link', kind: 'model' },
        unit: (row) => [
          `CASE WHEN ${row('from_kind')} = 'opportunity' THEN ${row('from_entity')} WHEN ${row('to_kind')} = 'opportunity' THEN ${row('to_entity')} END`,
        ],
      },
    },
    select: ({ rows }) =>
      [
        'WITH told AS (',
        `SELECT *, row_number() OVER (PARTITION BY entity_id ORDER BY ${RECORD_ORDER}) AS place FROM ${rows('records')} AS r WHERE entity_id IS NOT NULL`,
        `), best AS (SELECT entity_id AS deal_id, ${bestValues(BEST)}, ${RECORD_COUNTS} FROM told GROUP BY entity_id`,
        `), parties AS (SELECT ${DEAL} AS deal_id, ${COMPANY} AS company_id, max(CASE WHEN a.is_primary THEN 1 ELSE 0 END) AS is_primary`,
        `FROM ${rows('associations')} AS a WHERE ${IS_DEAL_COMPANY} GROUP BY ${DEAL}, ${COMPANY}`,
        '), ranked AS (SELECT *, max(is_primary) OVER (PARTITION BY deal_id) AS has_primary, count(*) OVER (PARTITION BY deal_id, is_primary) AS rivals',
        'FROM parties WHERE company_id IS NOT NULL)',
        'SELECT b.*, p.company_id FROM best AS b',
        'LEFT JOIN ranked AS p ON p.deal_id = b.deal_id AND p.is_primary = p.has_primary AND p.rivals = 1',
      ].join('\n'),
  };
}
