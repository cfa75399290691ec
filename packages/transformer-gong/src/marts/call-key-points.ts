import { column, field, type Model, type Places } from '@etl/sql/models';
import { buildCallListMart } from '../sql/call-list-mart.js';

/** Key points of a call. */
export function callKeyPoints(places: Places): Model {
  return buildCallListMart(places, {
    name: 'call_key_points',
    description: 'One row per key point that Gong found in a call.',
    number: column('key_point_number', 'integer', 'Place among the key points of the call, from 1.'),
    path: ['content', 'keyPoints'],
    columns: [{ field: field('text', 'string', 'text'), description: 'The key point.' }],
  });
}
