import { column, type Model, type Places } from '@etl/sql/models';
import { martInput, ofDay } from '../inputs.js';
import { PEOPLE } from '../sql/sender.js';
import { IS_WRITTEN } from './threads.js';

/** What happened in a channel on a day. */
export function channelActivityByDay(places: Places): Model {
  return {
    schema: places.marts,
    name: 'channel_activity_by_day',
    description: 'One row per channel and day, in UTC, on which a message was sent that is still there.',
    primaryKey: ['channel_id', 'day'],
    unit: ['channel_id', 'day'],
    inputs: { messages: martInput(places, 'messages', ofDay) },
    columns: [
      column('channel_id', 'string', 'The conversation; channels.channel_id.'),
      column('day', 'date', 'The day, in UTC.'),
      column('messages', 'integer', 'Messages, without what Slack itself writes.'),
      column('replies', 'integer', 'Those of them that answer in a thread.'),
      column('threads_begun', 'integer', 'Those of them that began a thread.'),
      column('senders', 'integer', 'Different senders.'),
      column('people', 'integer', 'Those of them who are people.'),
      column('external_people', 'integer', 'Those of them who are of another organisation.'),
      column('reactions', 'integer', 'Reactions to these messages, whenever made: Slack does not say when.'),
      column('words', 'integer', 'Words of these messages.'),
      column('notices', 'integer', 'What Slack itself wrote: somebody joined, a message was pinned.'),
    ],
    select: ({ dialect, rows }) => {
      const { integer } = dialect.columnTypes;
      const sum = (name: string): string =>
        `CAST(sum(CASE WHEN is_written THEN ${name} ELSE 0 END) AS ${integer}) AS ${name}`;
      return [
        'SELECT channel_id, day, count(CASE WHEN is_written THEN 1 END) AS messages,',
        'count(CASE WHEN is_written AND is_reply THEN 1 END) AS replies,',
        'count(CASE WHEN is_written AND is_thread_starter THEN 1 END) AS threads_begun,',
        'count(DISTINCT CASE WHEN is_written THEN sender_id END) AS senders,',
        `count(DISTINCT CASE WHEN is_written AND sender_kind IN (${PEOPLE}) THEN sender_id END) AS people,`,
        "count(DISTINCT CASE WHEN is_written AND sender_kind = 'external' THEN sender_id END) AS external_people,",
        `${sum('reactions')}, ${sum('words')}, count(CASE WHEN sender_kind = 'system' AND NOT is_tombstone THEN 1 END) AS notices`,
        `FROM (SELECT m.*, ${IS_WRITTEN} AS is_written FROM ${rows('messages')} AS m WHERE day IS NOT NULL) AS m`,
        'GROUP BY channel_id, day',
      ].join('\n');
    },
  };
}
