import { column, field, type Model, type Places } from '@etl/sql/models';
import { callsInput } from '../inputs.js';
import { CALL_ID } from '../sql/column.js';
import { selectNestedList } from '../sql/nested-list.js';

/** What a call went through, section by section. */
export function callOutline(places: Places): Model {
  return {
    schema: places.marts,
    name: 'call_outline',
    description: 'One row per item of the outline of a call; a section without items has one row of its own.',
    primaryKey: ['call_id', 'section_number', 'item_number'],
    unit: ['call_id'],
    inputs: { calls: callsInput(places) },
    columns: [
      CALL_ID,
      column('section_number', 'integer', 'Place among the sections of the call, from 1.'),
      column(
        'item_number',
        'integer',
        'Place among the items of the section, from 1; 0: the section has none.',
      ),
      column('section', 'string', 'Title of the section.'),
      column(
        'section_start_seconds',
        'number',
        'When the section begins: seconds from the start of the call.',
      ),
      column('section_duration_seconds', 'number', 'Length of the section in seconds.'),
      column('item_start_seconds', 'number', 'When the item begins: seconds from the start of the call.'),
      column('text', 'string', 'What the item says.'),
    ],
    select: (context) =>
      selectNestedList(context, {
        path: ['content', 'outline'],
        number: 'section_number',
        fields: [
          field('section', 'string', 'section'),
          field('section_start_seconds', 'number', 'startTime'),
          field('section_duration_seconds', 'number', 'duration'),
        ],
        items: {
          path: 'items',
          number: 'item_number',
          fields: [field('item_start_seconds', 'number', 'startTime'), field('text', 'string', 'text')],
          areOptional: true,
        },
      }),
  };
}
