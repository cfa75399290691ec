import { column, selectFields, type JsonField, type Model, type Places } from '@etl/sql/models';
import { recordsInput } from '../inputs.js';
import { property, RECORD_FIELDS } from '../sql/property.js';

const FIELDS: readonly JsonField[] = [
  property('name', 'string', 'dealname'),
  property('pipeline', 'string'),
  property('stage', 'string', 'dealstage'),
  property('told_closed', 'boolean', 'hs_is_closed'),
  property('told_won', 'boolean', 'hs_is_closed_won'),
  property('told_lost', 'boolean', 'hs_is_closed_lost'),
  property('amount', 'decimal'),
  property('currency', 'string', 'deal_currency_code'),
  property('deal_type', 'string', 'dealtype'),
  property('close_date', 'timestamp', 'closedate'),
  property('create_date', 'timestamp', 'createdate'),
  property('closed_lost_reason', 'string'),
  property('closed_won_reason', 'string'),
  property('owner_id', 'string', 'hubspot_owner_id'),
  ...RECORD_FIELDS,
];

/** What deals themselves say. Followed by stage, so that `deals` hears of a new label without reading every deal. */
export function stagingDealFact(places: Places): Model {
  return {
    schema: places.staging,
    name: 'deal_fact',
    description: 'One row per deal, as it says itself; read the mart deals instead.',
    primaryKey: ['deal_id'],
    unit: ['deal_id'],
    followedBy: ['deal_id', 'pipeline_id', 'stage_id'],
    inputs: { deals: recordsInput(places, 'deals') },
    columns: [
      column('deal_id', 'string', 'Identifies the deal.'),
      column('pipeline_id', 'string', 'Its pipeline; empty where it has none.'),
      column('stage_id', 'string', 'Its stage; empty where it has none.'),
      ...FIELDS.filter(({ name }) => !['pipeline', 'stage'].includes(name)).map(({ name, type, path }) =>
        column(name, type, `HubSpot: ${path.join('.')}.`),
      ),
    ],
    select: ({ dialect, rows }) => {
      const from = `${rows('deals')} AS deals`;
      const facts = selectFields({ dialect, from, keep: ['deal_id'], json: 'record', fields: FIELDS });
      return `SELECT *, coalesce(pipeline, '') AS pipeline_id, coalesce(stage, '') AS stage_id FROM (\n${facts}\n) AS facts`;
    },
  };
}
