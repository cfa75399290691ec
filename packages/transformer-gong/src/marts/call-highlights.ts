import { column, field, type Model, type Places } from '@etl/sql/models';
import { callsInput } from '../inputs.js';
import { CALL_ID } from '../sql/column.js';
import { selectNestedList } from '../sql/nested-list.js';

/** What stood out in a call. */
export function callHighlights(places: Places): Model {
  return {
    schema: places.marts,
    name: 'call_highlights',
    description:
      'One row per item of the highlights of a call; a highlight without items has one row of its own.',
    primaryKey: ['call_id', 'highlight_number', 'item_number'],
    unit: ['call_id'],
    inputs: { calls: callsInput(places) },
    columns: [
      CALL_ID,
      column('highlight_number', 'integer', 'Place among the highlights of the call, from 1.'),
      column('item_number', 'integer', 'Place among the items of the highlight, from 1; 0: it has none.'),
      column('title', 'string', 'Title of the highlight, e.g. Next steps.'),
      column('text', 'string', 'What the item says.'),
      column('start_times', 'json', 'When it was said: a list of seconds from the start of the call.'),
    ],
    select: (context) =>
      selectNestedList(context, {
        path: ['content', 'highlights'],
        number: 'highlight_number',
        fields: [field('title', 'string', 'title')],
        items: {
          path: 'items',
          number: 'item_number',
          fields: [field('text', 'string', 'text'), field('start_times', 'json', 'startTimes')],
          areOptional: true,
        },
      }),
  };
}
