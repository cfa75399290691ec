import {
  publish,
  withParts,
  type Model,
  type ModelContext,
  type ModelInput,
  type Places,
} from '@etl/sql/models';
import { interaction } from '@etl/unified-model';
import { reaching, stagingInput } from '../inputs.js';
import { PEOPLE } from '../sql/sender.js';
import { conversationInputs, dayRecord, threadRecord } from './conversations.js';

/**
 * Conversations between people: threads, and for each channel and day what was said in no thread. A line of its own for each
 * message would bury what else happened with an account.
 */
export function stagingInteraction(places: Places): Model {
  const inputs = conversationInputs(places, (type, id) => [`'${type}'`, id]);
  const names = (link: 'threads' | 'days'): ModelInput =>
    reaching(stagingInput(places, 'object_name', inputs[link].unit), link, { object_id: 'channel_id' });
  return publish(places, {
    canonical: interaction,
    unit: ['record_type', 'record_id'],
    inputs: { ...inputs, thread_channels: names('threads'), day_channels: names('days') },
    from: (context) => `(\n${selectConversations(context)}\n) AS c`,
    values: {
      interaction_id: "c.record_type || ':' || c.record_id",
      record_type: 'c.record_type',
      record_id: 'c.record_id',
      kind: "'message'",
      direction: 'c.direction',
      started_at: 'c.first_message_at',
      ended_at: 'c.last_message_at',
      duration_seconds: "datediff('second', c.first_message_at, c.last_message_at)",
      title: 'c.title',
      body: 'c.body',
      channel: 'c.channel',
      owner_person_id: 'c.owner_person_id',
    },
  });
}

/** Who takes part decides: without people it is no conversation; with nobody of elsewhere, in a channel of ours, internal. */
const TAKING_PART = [
  `max(CASE WHEN sender_kind IN (${PEOPLE}) THEN 1 ELSE 0 END) = 1 AS has_people,`,
  "max(CASE WHEN sender_kind IN ('app', 'bot') OR (sender_kind = 'person' AND NOT is_sender_external) THEN 0 ELSE 1 END) = 0 AS is_among_us",
].join(' ');

function selectConversations(context: ModelContext): string {
  const { dialect, rows } = context;
  const { string } = dialect.columnTypes;
  const isPerson = `is_initiator AND is_sender_known AND sender_kind IN (${PEOPLE})`;
  const column = (alias: string) => (name: string) => `${alias}.${name}`;
  return withParts(
    {
      parties: `SELECT conversation_id, ${TAKING_PART}, max(CASE WHEN ${isPerson} THEN 'user:' || sender_id END) AS owner_person_id FROM ${rows('thread_participants')} AS p GROUP BY conversation_id`,
      threads: [
        `SELECT 'thread' AS record_type, ${threadRecord(column('t'))} AS record_id, t.channel_id, t.first_message_at, t.last_message_at,`,
        't.title, t.first_text AS body, p.has_people, p.is_among_us, p.owner_person_id',
        `FROM ${rows('threads')} AS t JOIN parties AS p ON p.conversation_id = t.conversation_id`,
      ].join('\n'),
      days: [
        `SELECT 'channel_day' AS record_type, ${dayRecord(column('d'))} AS record_id, d.channel_id,`,
        'min(first_message_at) AS first_message_at, max(last_message_at) AS last_message_at,',
        `CAST(NULL AS ${string}) AS title, CAST(NULL AS ${string}) AS body, ${TAKING_PART}, CAST(NULL AS ${string}) AS owner_person_id`,
        `FROM ${rows('days')} AS d GROUP BY d.channel_id, d.day`,
      ].join('\n'),
      found: [
        joinChannels(context, 'threads', 'thread_channels'),
        joinChannels(context, 'days', 'day_channels'),
      ].join('\nUNION ALL\n'),
    },
    "SELECT *, CASE WHEN is_among_us AND NOT is_external_channel THEN 'internal' END AS direction FROM found WHERE has_people",
  );
}

/** Conversations with the name of their channel; a channel that is not loaded has none. */
function joinChannels({ dialect, has, rows }: ModelContext, conversations: string, input: string): string {
  const { string, boolean } = dialect.columnTypes;
  const nothing = `CAST(NULL AS ${string}) AS object_id, CAST(NULL AS ${string}) AS name, CAST(NULL AS ${boolean}) AS is_external`;
  const names = has(input)
    ? `(SELECT object_id, name, is_external FROM ${rows(input)} AS o WHERE object_kind = 'channel')`
    : `(SELECT ${nothing} WHERE FALSE)`;
  return `SELECT t.*, n.name AS channel, n.is_external AS is_external_channel FROM ${conversations} AS t LEFT JOIN ${names} AS n ON n.object_id = t.channel_id`;
}
