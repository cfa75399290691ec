import { column, type Model, type Places } from '@etl/sql/models';
import { martInput, ofThread } from '../inputs.js';
import { SENDER_KINDS } from './message-columns.js';
import { IS_WRITTEN } from './threads.js';

/** Who wrote in threads. */
export function threadParticipants(places: Places): Model {
  return {
    schema: places.marts,
    name: 'thread_participants',
    description: 'One row per sender in a thread.',
    primaryKey: ['conversation_id', 'sender_id'],
    unit: ['channel_id', 'root_ts'],
    followedBy: ['channel_id', 'root_ts'],
    inputs: {
      threads: martInput(places, 'threads', ofThread),
      messages: martInput(places, 'messages', ofThread),
    },
    columns: [
      column('conversation_id', 'string', 'The thread; threads.conversation_id.'),
      column('channel_id', 'string', 'The conversation it is in; channels.channel_id.'),
      column('root_ts', 'string', 'ts of its first message.'),
      column('sender_id', 'string', 'Who wrote; messages.sender_id.'),
      column('sender_kind', 'string', `The first that fits: ${SENDER_KINDS}.`),
      column('sender_name', 'string', 'Name, as in their last message.'),
      column('is_sender_known', 'boolean', 'Whether `users` has the sender.'),
      column('is_sender_external', 'boolean', 'Whether they are of another organisation; NULL: unknown.'),
      column('is_initiator', 'boolean', 'Whether they began the thread.'),
      column('messages', 'integer', 'Messages they wrote in it.'),
      column('first_message_at', 'timestamp', 'When they wrote first.'),
      column('last_message_at', 'timestamp', 'When they wrote last.'),
    ],
    select: ({ rows }) =>
      [
        'SELECT t.conversation_id, t.channel_id, t.root_ts, s.sender_id, s.sender_kind, s.sender_name, s.is_sender_known, s.is_sender_external,',
        's.sender_id IS NOT DISTINCT FROM t.initiator_id AS is_initiator, s.messages, s.first_message_at, s.last_message_at',
        `FROM ${rows('threads')} AS t JOIN (\n${selectSenders(rows('messages'), ['channel_id', 'root_ts'])}\n) AS s`,
        'ON s.channel_id = t.channel_id AND s.root_ts = t.root_ts',
      ].join('\n'),
  };
}

/** SELECT of the senders of written messages, once for each group. */
export function selectSenders(messages: string, group: readonly string[], condition = 'TRUE'): string {
  const columns = group.join(', ');
  const partition = `PARTITION BY ${columns}, sender_id`;
  return [
    `SELECT ${columns}, sender_id, sender_kind, sender_name, is_sender_known, is_sender_external,`,
    `count(*) OVER (${partition}) AS messages, min(sent_at) OVER (${partition}) AS first_message_at, max(sent_at) OVER (${partition}) AS last_message_at`,
    `FROM ${messages} AS m WHERE ${IS_WRITTEN} AND sender_id IS NOT NULL AND (${condition})`,
    `QUALIFY row_number() OVER (${partition} ORDER BY ts DESC) = 1`,
  ].join('\n');
}
