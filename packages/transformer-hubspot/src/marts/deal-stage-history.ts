import { column, selectFields, withParts, type Model, type ModelContext, type Places } from '@etl/sql/models';
import { daysBetween } from '../sql/days.js';

/** Which stages a deal stood in, and for how long. */
export function dealStageHistory(places: Places): Model {
  const loaded = { schema: places.raw, kind: 'loaded' } as const;
  return {
    schema: places.marts,
    name: 'deal_stage_history',
    description: 'One row per stay of a deal in a stage, as the history of its property dealstage tells.',
    primaryKey: ['deal_id', 'stay_number'],
    unit: ['deal_id'],
    inputs: {
      history: { ...loaded, name: 'deals_property_history', unit: (row) => [row('record_id')] },
      deals: { ...loaded, name: 'deals', unit: (row) => [row('id')], isOptional: true, isKeyOnly: true },
    },
    columns: [
      column('deal_id', 'string', 'The deal; deals.deal_id.'),
      column('stay_number', 'integer', 'Counts the stays of the deal from 1, the oldest first.'),
      column('stage_id', 'string', 'The stage; deal_stages.stage_id.'),
      column('entered_at', 'timestamp', 'When the deal entered the stage.'),
      column('left_at', 'timestamp', 'When it left; NULL while it stands in it.'),
      column('days_in_stage', 'number', 'Days from entered_at to left_at; NULL while it stands in it.'),
      column('is_current', 'boolean', 'Whether it is the last stage the history tells of, and was not left.'),
      column('source_type', 'string', 'What kind of thing moved the deal, e.g. CRM_UI.'),
      column('updated_by_user_id', 'string', 'The user who moved it.'),
    ],
    select: selectStays,
  };
}

function selectStays({ dialect, rows, deleted, has }: ModelContext): string {
  const order = 'PARTITION BY deal_id ORDER BY entered_at, ordinal';
  const gone = has('deals') ? ` AND deal_id NOT IN (SELECT deal_id FROM ${deleted('deals')} AS gone)` : '';
  return withParts(
    {
      entries: selectFields({
        dialect,
        from: `${rows('history')} AS history`,
        keep: ['deal_id'],
        json: 'record',
        fields: [
          { name: 'property', type: 'string', path: ['property'] },
          { name: 'ordinal', type: 'integer', path: ['ordinal'] },
          { name: 'stage_id', type: 'string', path: ['entry', 'value'], emptyIsNull: true },
          { name: 'entered_at', type: 'timestamp', path: ['entry', 'timestamp'], epochMilliseconds: true },
          { name: 'source_type', type: 'string', path: ['entry', 'sourceType'] },
          { name: 'updated_by_user_id', type: 'string', path: ['entry', 'updatedByUserId'] },
        ],
      }),
      // A stage that is set again while the deal stands in it is one stay; an emptied one ends the stay before.
      moves: [
        `SELECT * FROM entries WHERE property = 'dealstage' AND entered_at IS NOT NULL AND ordinal IS NOT NULL${gone}`,
        `QUALIFY row_number() OVER (${order}) = 1 OR stage_id IS DISTINCT FROM lag(stage_id) OVER (${order})`,
      ].join('\n'),
      stays: `SELECT *, lead(entered_at) OVER (${order}) AS left_at FROM moves`,
    },
    [
      `SELECT deal_id, row_number() OVER (${order}) AS stay_number, stage_id, entered_at, left_at,`,
      `${daysBetween('entered_at', 'left_at')} AS days_in_stage, left_at IS NULL AS is_current, source_type, updated_by_user_id`,
      'FROM stays WHERE stage_id IS NOT NULL',
    ].join('\n'),
  );
}
