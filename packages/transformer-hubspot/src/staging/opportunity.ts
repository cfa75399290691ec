import { publish, type Model, type Places } from '@etl/sql/models';
import { opportunity } from '@etl/unified-model';
import { modelInput } from '../inputs.js';

/** The day in UTC; a column of instants is of no zone. */
const CLOSE_DATE = "CAST(d.close_date AT TIME ZONE 'UTC' AS DATE)";

/** Deals. */
export function stagingOpportunity(places: Places): Model {
  return publish(places, {
    canonical: opportunity,
    unit: ['record_id'],
    inputs: { deals: modelInput(places.marts, 'deals', (row) => [row('deal_id')]) },
    from: ({ rows }) => `${rows('deals')} AS d`,
    values: {
      opportunity_id: "'deal:' || d.deal_id",
      record_type: "'deal'",
      record_id: 'd.deal_id',
      name: 'd.name',
      stage: "coalesce(d.stage, nullif(d.stage_id, ''))",
      pipeline: "coalesce(d.pipeline, nullif(d.pipeline_id, ''))",
      amount: 'd.amount',
      currency: 'd.currency',
      close_date: CLOSE_DATE,
      is_closed: 'd.is_closed',
      is_won: "CASE d.status WHEN 'won' THEN TRUE WHEN 'lost' THEN FALSE END",
      owner_person_id: "'owner:' || d.owner_id",
      created_at: 'd.created_at',
      updated_at: 'd.updated_at',
    },
  });
}
