import { column, field, type Model, type Places } from '@etl/sql/models';
import { callsInput } from '../inputs.js';
import { CALL_ID } from '../sql/column.js';
import { selectNestedList } from '../sql/nested-list.js';

/** When trackers hit. */
export function callTrackerOccurrences(places: Places): Model {
  return {
    schema: places.marts,
    name: 'call_tracker_occurrences',
    description: 'One row per moment of a call at which a tracker was hit, where Gong lists them.',
    primaryKey: ['call_id', 'tracker_number', 'occurrence_number'],
    unit: ['call_id'],
    inputs: { calls: callsInput(places) },
    columns: [
      CALL_ID,
      column('tracker_number', 'integer', 'The tracker; call_trackers.tracker_number.'),
      column('occurrence_number', 'integer', 'Place among the occurrences of the tracker, from 1.'),
      column('tracker_id', 'string', 'The tracker; trackers.tracker_id.'),
      column('tracker_name', 'string', 'Name of the tracker.'),
      column('start_seconds', 'number', 'Seconds from the start of the call.'),
      column('speaker_id', 'string', 'Who spoke; call_participants.speaker_id.'),
    ],
    select: (context) =>
      selectNestedList(context, {
        path: ['content', 'trackers'],
        number: 'tracker_number',
        fields: [field('tracker_id', 'string', 'id'), field('tracker_name', 'string', 'name')],
        items: {
          path: 'occurrences',
          number: 'occurrence_number',
          fields: [field('start_seconds', 'number', 'startTime'), field('speaker_id', 'string', 'speakerId')],
          areOptional: false,
        },
      }),
  };
}
