import { type Model, type Places, publish } from '@etl/sql/models';
import { interactionParticipant } from '@etl/unified-model';

/** Only what Gong says: a participant of unknown affiliation is neither internal nor external. */
const IS_INTERNAL = "CASE p.affiliation WHEN 'Internal' THEN TRUE WHEN 'External' THEN FALSE END";

const ROLE =
  "CASE WHEN p.is_primary_user THEN 'host' WHEN p.attended THEN 'attendee' WHEN p.was_invited THEN 'invitee' END";

/** Participants of calls. */
export function stagingInteractionParticipant(places: Places): Model {
  return publish(places, {
    canonical: interactionParticipant,
    unit: ['interaction_id'],
    inputs: {
      participants: {
        schema: places.marts,
        name: 'call_participants',
        kind: 'model',
        unit: (row) => [`'call:' || ${row('call_id')}`],
      },
    },
    from: ({ rows }) => `${rows('participants')} AS p`,
    values: {
      participant_id: "'call:' || p.call_id || '#' || p.participant_number",
      interaction_id: "'call:' || p.call_id",
      person_id: "'user:' || p.user_id",
      name: 'p.name',
      email: 'p.email',
      phone: 'p.phone',
      role: ROLE,
      is_internal: IS_INTERNAL,
      talk_seconds: 'p.talk_seconds',
    },
  });
}
