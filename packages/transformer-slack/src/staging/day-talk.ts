import { column, type Model, type Places } from '@etl/sql/models';
import { martInput, ofDay } from '../inputs.js';
import { selectSenders } from '../marts/thread-participants.js';

const KEY = ['channel_id', 'day', 'sender_id'];

/** Who wrote in a channel on a day without beginning or answering a thread: what is said on the side is one conversation. */
export function dayTalk(places: Places): Model {
  return {
    schema: places.staging,
    name: 'day_talk',
    description: 'One row per channel, day and sender of messages that are in no thread.',
    primaryKey: KEY,
    unit: ['channel_id', 'day'],
    inputs: { messages: martInput(places, 'messages', ofDay) },
    columns: [
      column('channel_id', 'string', 'The conversation; channels.channel_id.'),
      column('day', 'date', 'The day, in UTC.'),
      column('sender_id', 'string', 'Who wrote; messages.sender_id.'),
      column('sender_kind', 'string', 'messages.sender_kind.'),
      column('sender_name', 'string', 'Name, as in their last message of the day.'),
      column('is_sender_known', 'boolean', 'Whether `users` has the sender.'),
      column('is_sender_external', 'boolean', 'Whether they are of another organisation; NULL: unknown.'),
      column('messages', 'integer', 'Messages they wrote.'),
      column('first_message_at', 'timestamp', 'When they wrote first.'),
      column('last_message_at', 'timestamp', 'When they wrote last.'),
    ],
    select: ({ rows }) =>
      selectSenders(
        rows('messages'),
        ['channel_id', 'day'],
        'NOT is_reply AND NOT is_thread_starter AND day IS NOT NULL',
      ),
  };
}
