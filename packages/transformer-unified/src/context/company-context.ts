import { column, type Model } from '@etl/sql/models';
import type { UnifiedConfig } from '../config.js';
import type { Places } from '../places.js';
import { activityColumns, selectActivity } from './activity.js';

/** How it stands with a company, counted from what happened. */
export function companyContext(places: Places, config: UnifiedConfig): Model {
  const { unified } = places;
  const activity = activityColumns(config);
  const counts = [
    column('contact_count', 'integer', 'People who belong to it.'),
    column('engaged_contact_count', 'integer', 'Of them, those who took part in an interaction.'),
    column('open_deal_count', 'integer', 'Deals with it that are not decided.'),
    column('won_deal_count', 'integer', 'Deals with it that were won.'),
    column('lost_deal_count', 'integer', 'Deals with it that were decided and not won.'),
  ];
  return {
    schema: unified,
    name: 'company_context',
    description: 'One row per company: how it stands with it, counted from its timeline, people and deals.',
    primaryKey: ['company_id'],
    unit: ['company_id'],
    columns: [column('company_id', 'string', 'The company; companies.company_id.'), ...activity, ...counts],
    inputs: {
      companies: {
        ...{ schema: unified, name: 'companies', kind: 'model' },
        unit: (row) => [row('company_id')],
      },
      timeline: {
        ...{ schema: unified, name: 'company_timeline', kind: 'model' },
        unit: (row) => [row('company_id')],
      },
      contacts: {
        ...{ schema: unified, name: 'contacts', kind: 'model' },
        unit: (row) => [row('company_id')],
      },
      deals: {
        ...{ schema: unified, name: 'deals', kind: 'model' },
        unit: (row) => [row('company_id')],
      },
    },
    select: ({ dialect, rows }) => {
      const zero = [...activity, ...counts]
        .filter(({ name }) => name.endsWith('_count'))
        .map(({ name }) => name);
      const columns = [...activity, ...counts].map(({ name }) =>
        zero.includes(name) ? `coalesce(${name}, 0) AS ${name}` : name,
      );
      return [
        `WITH activity AS (\n${selectActivity(dialect, config, { entity: 'company_id', from: rows('timeline') })}\n),`,
        'people AS (SELECT company_id, count(*) AS contact_count, count(CASE WHEN participation_count > 0 THEN 1 END) AS engaged_contact_count',
        `FROM ${rows('contacts')} AS c WHERE company_id IS NOT NULL GROUP BY company_id),`,
        'business AS (SELECT company_id, count(CASE WHEN NOT is_closed THEN 1 END) AS open_deal_count,',
        'count(CASE WHEN is_closed AND is_won THEN 1 END) AS won_deal_count, count(CASE WHEN is_closed AND NOT is_won THEN 1 END) AS lost_deal_count',
        `FROM ${rows('deals')} AS d WHERE company_id IS NOT NULL GROUP BY company_id)`,
        `SELECT company_id, ${columns.join(', ')} FROM (SELECT company_id FROM ${rows('companies')} AS c) AS all_companies`,
        'LEFT JOIN activity USING (company_id) LEFT JOIN people USING (company_id) LEFT JOIN business USING (company_id)',
      ].join('\n');
    },
  };
}
