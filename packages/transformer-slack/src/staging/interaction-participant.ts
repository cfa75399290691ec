import { publish, withParts, type Model, type ModelContext, type Places } from '@etl/sql/models';
import { interactionParticipant } from '@etl/unified-model';
import { stagingInput } from '../inputs.js';
import { PEOPLE } from '../sql/sender.js';
import { conversationInputs, dayRecord, threadRecord } from './conversations.js';

/** Who wrote in a conversation. Bots and apps took no part in it, whatever they posted. */
export function stagingInteractionParticipant(places: Places): Model {
  const { thread_participants, days } = conversationInputs(places, (type, id) => [`'${type}:' || ${id}`]);
  return publish(places, {
    canonical: interactionParticipant,
    unit: ['interaction_id'],
    inputs: {
      interactions: stagingInput(places, 'interaction', (row) => [
        `${row('record_type')} || ':' || ${row('record_id')}`,
      ]),
      thread_participants,
      days,
    },
    from: (context) => `(\n${selectParticipants(context)}\n) AS p`,
    values: {
      participant_id: "p.interaction_id || '#' || p.number",
      interaction_id: 'p.interaction_id',
      person_id: "CASE WHEN p.is_sender_known THEN 'user:' || p.sender_id END",
      name: 'p.sender_name',
      role: "CASE WHEN p.is_initiator THEN 'author' ELSE 'sender' END",
      // A guest, or whoever left, may have been anybody's.
      is_internal:
        "CASE WHEN p.is_sender_external THEN FALSE WHEN p.sender_kind = 'person' THEN NOT p.is_sender_external END",
    },
  });
}

function selectParticipants({ rows }: ModelContext): string {
  const column = (alias: string) => (name: string) => `${alias}.${name}`;
  const taken = 'sender_id, sender_kind, sender_name, is_sender_known, is_sender_external';
  const isPerson = `sender_kind IN (${PEOPLE})`;
  return withParts(
    {
      found: [
        `SELECT 'thread:' || ${threadRecord(column('p'))} AS interaction_id, ${taken}, is_initiator FROM ${rows('thread_participants')} AS p WHERE ${isPerson}`,
        `SELECT 'channel_day:' || ${dayRecord(column('d'))} AS interaction_id, ${taken}, FALSE AS is_initiator FROM ${rows('days')} AS d WHERE ${isPerson}`,
      ].join('\nUNION ALL\n'),
    },
    [
      'SELECT f.*, row_number() OVER (PARTITION BY f.interaction_id ORDER BY f.sender_id) AS number',
      `FROM found AS f JOIN ${rows('interactions')} AS i ON i.interaction_id = f.interaction_id`,
    ].join('\n'),
  );
}
