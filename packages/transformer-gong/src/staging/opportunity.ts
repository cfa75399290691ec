import { castText, type Model, type Places, publish } from '@etl/sql/models';
import { opportunity } from '@etl/unified-model';
import { linkedObjectsInput, selectCrmObjects } from './crm-objects.js';

/** What HubSpot and Salesforce call them. */
const FIELDS = {
  stage_text: ['dealstage', 'stagename', 'stage'],
  pipeline_text: ['pipeline'],
  amount_text: ['amount'],
  currency_text: ['deal_currency_code', 'currencyisocode'],
  close_text: ['closedate'],
  closed_text: ['hs_is_closed', 'isclosed'],
  won_text: ['hs_is_closed_won', 'iswon'],
};

/** The opportunities that calls are about, as the CRM behind Gong knows them. */
export function stagingOpportunity(places: Places): Model {
  return publish(places, {
    canonical: opportunity,
    unit: ['record_id'],
    inputs: { links: linkedObjectsInput(places) },
    from: (context) => {
      const { dialect } = context;
      const columns = [
        `${castText(dialect, 'decimal', 'amount_text')} AS amount`,
        `${castText(dialect, 'date', 'substr(close_text, 1, 10)')} AS close_date`,
        `${castText(dialect, 'boolean', 'closed_text')} AS is_closed`,
        `${castText(dialect, 'boolean', 'won_text')} AS is_won`,
      ];
      const objects = selectCrmObjects(context, { objectType: 'Opportunity', fields: FIELDS });
      return `(SELECT *, ${columns.join(', ')} FROM (\n${objects}\n) AS objects) AS o`;
    },
    values: {
      opportunity_id: "'opportunity:' || o.record_id",
      record_type: "'opportunity'",
      record_id: 'o.record_id',
      name: 'o.object_name',
      stage: 'o.stage_text',
      pipeline: 'o.pipeline_text',
      amount: 'o.amount',
      currency: 'o.currency_text',
      close_date: 'o.close_date',
      is_closed: 'o.is_closed',
      is_won: 'CASE WHEN o.is_closed IS DISTINCT FROM FALSE THEN o.is_won END',
    },
  });
}
