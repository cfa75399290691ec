import { type Model, type Places, publish } from '@etl/sql/models';
import { interaction } from '@etl/unified-model';

const DIRECTION = [
  "CASE WHEN c.direction = 'Inbound' THEN 'inbound' WHEN c.direction = 'Outbound' THEN 'outbound'",
  "WHEN c.scope = 'Internal' THEN 'internal' END",
].join(' ');

/** Calls. */
export function stagingInteraction(places: Places): Model {
  return publish(places, {
    canonical: interaction,
    unit: ['record_id'],
    inputs: {
      calls: { schema: places.marts, name: 'calls', kind: 'model', unit: (row) => [row('call_id')] },
    },
    from: ({ rows }) => `${rows('calls')} AS c`,
    values: {
      interaction_id: "'call:' || c.call_id",
      record_type: "'call'",
      record_id: 'c.call_id',
      kind: "'call'",
      direction: DIRECTION,
      started_at: 'c.started_at',
      ended_at: 'c.ended_at',
      duration_seconds: 'c.duration_seconds',
      title: 'c.title',
      summary: 'c.brief',
      channel: 'c.system',
      outcome: 'c.outcome',
      owner_person_id: "'user:' || c.primary_user_id",
      url: 'c.url',
    },
  });
}
