import type { CanonicalModel } from './canonical-model.js';
import { optional, required } from './column.js';

/** Who took part in an interaction, as that interaction tells it. The same human has a row in each. */
export const interactionParticipant: CanonicalModel = {
  name: 'interaction_participant',
  description: 'One row per participant of an interaction.',
  primaryKey: ['participant_id'],
  columns: [
    required(
      'participant_id',
      'string',
      '`<interaction_id>#<number>`; the number counts the participants of the interaction.',
    ),
    required('source', 'string', 'Name of the source in the configuration.'),
    required('interaction_id', 'string', 'The interaction; interaction.interaction_id.'),
    optional(
      'person_id',
      'string',
      "The participant's own record, where the source names one; person.person_id.",
    ),
    optional('name', 'string', 'Name, as the interaction gives it.'),
    optional('email', 'string', 'E-mail address, as the interaction gives it.'),
    optional('phone', 'string', 'Phone number, as the interaction gives it.'),
    optional(
      'role',
      'string',
      '`host`, `attendee`, `invitee`, `sender`, `recipient`, `copied`, `author` or `mentioned`.',
    ),
    optional(
      'is_internal',
      'boolean',
      'Whether the participant belongs to the company whose account this is.',
    ),
    optional('talk_seconds', 'number', 'Seconds the participant talked, where that is measured.'),
  ],
};
