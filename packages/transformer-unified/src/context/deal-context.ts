import { column, type Model } from '@etl/sql/models';
import type { UnifiedConfig } from '../config.js';
import type { Places } from '../places.js';
import { activityColumns, selectActivity } from './activity.js';

/** How a deal goes, counted from what happened. */
export function dealContext(places: Places, config: UnifiedConfig): Model {
  const { unified } = places;
  const activity = activityColumns(config);
  return {
    schema: unified,
    name: 'deal_context',
    description: 'One row per deal: how it goes, counted from its timeline.',
    primaryKey: ['deal_id'],
    unit: ['deal_id'],
    columns: [
      column('deal_id', 'string', 'The deal; deals.deal_id.'),
      ...activity,
      column('contact_count', 'integer', 'People not of the own company who took part in its interactions.'),
      column('is_multi_threaded', 'boolean', `Whether these are ${config.multi_threaded_from} or more.`),
      column(
        'days_to_close',
        'integer',
        'Whole days from its record’s creation to `close_date`, of a decided deal.',
      ),
    ],
    inputs: {
      deals: { ...{ schema: unified, name: 'deals', kind: 'model' }, unit: (row) => [row('deal_id')] },
      timeline: {
        ...{ schema: unified, name: 'deal_timeline', kind: 'model' },
        unit: (row) => [row('deal_id')],
      },
      participants: {
        ...{ schema: unified, name: 'interaction_participants', kind: 'model' },
        concerns: ({ relation, column: changed }) =>
          `SELECT deal_id FROM "${unified}".deal_timeline WHERE interaction_id IN (SELECT ${changed('interaction_id')} FROM ${relation} AS c)`,
      },
    },
    select: ({ dialect, rows }) => {
      const timeline = rows('timeline');
      const created = "CAST(d.created_at AT TIME ZONE 'UTC' AS DATE)";
      return [
        `WITH activity AS (\n${selectActivity(dialect, config, { entity: 'deal_id', from: timeline })}\n),`,
        `people AS (SELECT t.deal_id, count(DISTINCT p.contact_id) AS contact_count FROM ${timeline} AS t`,
        `JOIN ${rows('participants')} AS p ON p.interaction_id = t.interaction_id`,
        'WHERE p.contact_id IS NOT NULL AND p.is_internal IS DISTINCT FROM TRUE GROUP BY t.deal_id)',
        `SELECT d.deal_id, ${activity.map(({ name }) => (name.endsWith('_count') ? `coalesce(a.${name}, 0) AS ${name}` : `a.${name}`)).join(', ')},`,
        `coalesce(p.contact_count, 0) AS contact_count, coalesce(p.contact_count, 0) >= ${config.multi_threaded_from} AS is_multi_threaded,`,
        `CASE WHEN d.is_closed AND d.close_date >= ${created} THEN datediff('day', ${created}, d.close_date) END AS days_to_close`,
        `FROM ${rows('deals')} AS d LEFT JOIN activity AS a ON a.deal_id = d.deal_id LEFT JOIN people AS p ON p.deal_id = d.deal_id`,
      ].join('\n');
    },
  };
}
