import { column, type Model } from '@etl/sql/models';
import type { UnifiedConfig } from '../config.js';
import type { Places } from '../places.js';
import { activityColumns, selectActivity } from './activity.js';

/** How it stands with a person, counted from what happened. */
export function contactContext(places: Places, config: UnifiedConfig): Model {
  return {
    schema: places.unified,
    name: 'contact_context',
    description: 'One row per person who had a part in an interaction, counted from the timeline.',
    primaryKey: ['contact_id'],
    unit: ['contact_id'],
    columns: [column('contact_id', 'string', 'The person; contacts.contact_id.'), ...activityColumns(config)],
    inputs: {
      timeline: {
        ...{ schema: places.unified, name: 'contact_timeline', kind: 'model' },
        unit: (row) => [row('contact_id')],
      },
    },
    select: ({ dialect, rows }) =>
      selectActivity(dialect, config, { entity: 'contact_id', from: rows('timeline') }),
  };
}
