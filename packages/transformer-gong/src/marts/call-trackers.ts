import { column, field, type Model, type Places } from '@etl/sql/models';
import { buildCallListMart } from '../sql/call-list-mart.js';

/** Trackers and how often they hit. */
export function callTrackers(places: Places): Model {
  return buildCallListMart(places, {
    name: 'call_trackers',
    description: 'One row per tracker that was looked for in a call.',
    number: column('tracker_number', 'integer', 'Place among the trackers of the call, from 1.'),
    path: ['content', 'trackers'],
    columns: [
      { field: field('tracker_id', 'string', 'id'), description: 'The tracker; trackers.tracker_id.' },
      { field: field('name', 'string', 'name'), description: 'Name of the tracker.' },
      { field: field('type', 'string', 'type'), description: 'KEYWORD or SMART.' },
      { field: field('count', 'integer', 'count'), description: 'How often it was hit; 0 where it was not.' },
      {
        field: field('phrases', 'json', 'phrases'),
        description: 'Phrases that were said, with their counts.',
      },
    ],
  });
}
