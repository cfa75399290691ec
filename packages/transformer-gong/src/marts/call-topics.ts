import { column, field, type Model, type Places } from '@etl/sql/models';
import { buildCallListMart } from '../sql/call-list-mart.js';

/** Topics a call was about. */
export function callTopics(places: Places): Model {
  return buildCallListMart(places, {
    name: 'call_topics',
    description: 'One row per topic of a call.',
    number: column('topic_number', 'integer', 'Place among the topics of the call, from 1.'),
    path: ['content', 'topics'],
    columns: [
      { field: field('name', 'string', 'name'), description: 'Name of the topic.' },
      {
        field: field('duration_seconds', 'number', 'duration'),
        description: 'Seconds that were spent on it.',
      },
    ],
  });
}
