import { column, withParts, type Model, type ModelContext, type Places } from '@etl/sql/models';
import type { HubspotConfig } from '../config.js';
import { modelInput, optional } from '../inputs.js';
import { bandOf } from '../sql/bands.js';
import { wholeDaysBetween } from '../sql/days.js';

/** Deals with the names of their pipelines and stages. A unit is a stage: its deals change with it. */
export function deals(places: Places, config: HubspotConfig): Model {
  const unit = (row: (name: string) => string): readonly string[] => [row('pipeline_id'), row('stage_id')];
  return {
    schema: places.marts,
    name: 'deals',
    description: 'One row per deal, with where it stands and what came of it.',
    primaryKey: ['deal_id'],
    unit: ['pipeline_id', 'stage_id'],
    followedBy: ['deal_id'],
    inputs: {
      facts: modelInput(places.staging, 'deal_fact', unit),
      stages: optional(modelInput(places.marts, 'deal_stages', unit)),
    },
    columns: [
      column('deal_id', 'string', 'Identifies the deal.'),
      column('name', 'string', 'Name.'),
      column('pipeline_id', 'string', 'Its pipeline; empty where it has none.'),
      column('pipeline', 'string', 'Name of the pipeline; NULL where pipelines are not loaded.'),
      column('stage_id', 'string', 'Its stage; empty where it has none.'),
      column('stage', 'string', 'Name of the stage; NULL where pipelines are not loaded.'),
      column('stage_probability', 'number', 'Probability of winning in this stage, 0 to 1.'),
      column(
        'status',
        'string',
        'open, won or lost: by the stage, else by the deal’s own hs_is_closed, hs_is_closed_won and hs_is_closed_lost; NULL where neither says.',
      ),
      column('is_closed', 'boolean', 'Whether it is decided; also known where won or lost is not.'),
      column('amount', 'decimal', 'Amount, in currency; NULL where it is no number.'),
      column('currency', 'string', 'ISO 4217 code; NULL: the currency of the account.'),
      column('amount_band', 'string', 'Band of amount; option amount_bands.'),
      column('deal_type', 'string', 'Type, by its internal name.'),
      column('owner_id', 'string', 'Who is responsible; owners.owner_id.'),
      column('created_at', 'timestamp', 'When it was created: createdate, else when its record was.'),
      column('close_date', 'timestamp', 'When it was, or is expected to be, decided.'),
      column('closed_at', 'timestamp', 'close_date of deals that are decided.'),
      column('days_to_close', 'integer', 'Whole days from created_at to closed_at.'),
      column(
        'age_days',
        'integer',
        'Whole days from created_at to closed_at, of an open deal to its last change. Tables read no clock: for its age today subtract created_at.',
      ),
      column('closed_reason', 'string', 'Why it was won or lost, as written.'),
      column('updated_at', 'timestamp', 'When it was changed last.'),
      column('url', 'string', 'Page of the deal in HubSpot.'),
    ],
    select: (context) => selectDeals(context, config),
  };
}

function selectDeals({ dialect, rows, has }: ModelContext, config: HubspotConfig): string {
  const { string, number, boolean } = dialect.columnTypes;
  const nothing = [
    `CAST(NULL AS ${string}) AS pipeline_id, CAST(NULL AS ${string}) AS stage_id, CAST(NULL AS ${string}) AS pipeline,`,
    `CAST(NULL AS ${string}) AS stage, CAST(NULL AS ${number}) AS probability,`,
    `CAST(NULL AS ${boolean}) AS is_closed, CAST(NULL AS ${boolean}) AS is_won`,
  ].join(' ');
  const stages = has('stages')
    ? `SELECT pipeline_id, stage_id, pipeline, stage, probability, is_closed, is_won FROM ${rows('stages')} AS s`
    : `SELECT ${nothing}`;
  return withParts(
    {
      stages,
      told: [
        'SELECT f.*, s.pipeline, s.stage, s.probability AS stage_probability,',
        'coalesce(s.is_closed, f.told_closed, CASE WHEN f.told_won OR f.told_lost THEN TRUE END) AS is_closed,',
        'coalesce(s.is_won, CASE WHEN f.told_won THEN TRUE WHEN f.told_lost OR (f.told_closed AND NOT f.told_won) THEN FALSE END) AS is_won,',
        'coalesce(f.create_date, f.created_at) AS began_at',
        `FROM ${rows('facts')} AS f LEFT JOIN stages AS s ON s.pipeline_id = f.pipeline_id AND s.stage_id = f.stage_id`,
      ].join('\n'),
      decided: [
        "SELECT *, CASE WHEN NOT is_closed THEN 'open' WHEN is_closed AND is_won THEN 'won'",
        "WHEN is_closed AND NOT is_won THEN 'lost' END AS status,",
        'CASE WHEN is_closed THEN close_date END AS closed_at FROM told',
      ].join('\n'),
    },
    [
      'SELECT deal_id, name, pipeline_id, pipeline, stage_id, stage, stage_probability, status, is_closed, amount, currency,',
      `${bandOf(config.amount_bands, 'amount')} AS amount_band, deal_type, owner_id, began_at AS created_at, close_date, closed_at,`,
      `${wholeDaysBetween('began_at', 'closed_at')} AS days_to_close,`,
      `${wholeDaysBetween('began_at', 'CASE WHEN is_closed THEN closed_at ELSE updated_at END')} AS age_days,`,
      "CASE status WHEN 'won' THEN closed_won_reason WHEN 'lost' THEN closed_lost_reason END AS closed_reason, updated_at, url",
      'FROM decided',
    ].join('\n'),
  );
}
