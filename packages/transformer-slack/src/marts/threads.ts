import { column, withParts, type Model, type ModelContext, type Places } from '@etl/sql/models';
import { martInput, ofThread } from '../inputs.js';
import { PEOPLE } from '../sql/sender.js';
import { cutLine, hasWords } from '../sql/words.js';

const TITLE_LENGTH = 100;

/** Threads as conversations. */
export function threads(places: Places): Model {
  return {
    schema: places.marts,
    name: 'threads',
    description: 'One row per thread: a message that was answered, and its replies.',
    primaryKey: ['conversation_id'],
    unit: ['channel_id', 'root_ts'],
    inputs: { messages: martInput(places, 'messages', ofThread) },
    columns: [
      column('conversation_id', 'string', 'channel_id and root_ts, with a colon between them.'),
      column('channel_id', 'string', 'The conversation it is in; channels.channel_id.'),
      column('root_ts', 'string', 'ts of its first message.'),
      column('title', 'string', 'Its first text in one line, at most 100 characters of it.'),
      column('first_text', 'string', 'Its first text, whole; NULL where no message has one.'),
      column(
        'initiator_id',
        'string',
        'Who began it, also where that message is deleted; messages.sender_id.',
      ),
      column('is_root_deleted', 'boolean', 'Whether its first message is deleted, or not loaded.'),
      column('messages', 'integer', 'Messages that are there, the first one included.'),
      column('replies', 'integer', 'Replies that are there.'),
      column('reply_count', 'integer', 'Replies, as Slack counts them; NULL where it does not.'),
      column('participants', 'integer', 'Different senders.'),
      column('people', 'integer', 'Those of them who are people.'),
      column('external_people', 'integer', 'Those of them who are of another organisation.'),
      column('first_message_at', 'timestamp', 'When its first message was sent.'),
      column('last_message_at', 'timestamp', 'When its last message was sent.'),
      column('duration_seconds', 'integer', 'Seconds from the first message to the last.'),
      column('reactions', 'integer', 'Reactions to its messages.'),
      column('has_file', 'boolean', 'Whether one of its messages has a file.'),
    ],
    select: selectThreads,
  };
}

/** Whether a message of a thread is one that somebody wrote and that is still there. */
export const IS_WRITTEN = "NOT is_tombstone AND sender_kind <> 'system'";

function selectThreads({ dialect, rows }: ModelContext): string {
  const { integer } = dialect.columnTypes;
  const seconds = "datediff('second', first_message_at, last_message_at)";
  return withParts(
    {
      found: [
        `SELECT m.*, ts = root_ts AND NOT is_tombstone AS is_root, ${IS_WRITTEN} AS is_written,`,
        `CASE WHEN ${IS_WRITTEN} AND ${hasWords(dialect, 'text')} THEN ts END AS text_ts`,
        `FROM ${rows('messages')} AS m`,
      ].join('\n'),
      counted: [
        "SELECT channel_id, root_ts, channel_id || ':' || root_ts AS conversation_id,",
        'coalesce(max(CASE WHEN is_root THEN sender_id END), min(parent_user_id)) AS initiator_id,',
        'max(CASE WHEN is_root THEN 1 ELSE 0 END) = 0 AS is_root_deleted,',
        'count(CASE WHEN is_written THEN 1 END) AS messages,',
        'count(CASE WHEN is_reply AND is_written THEN 1 END) AS replies,',
        'max(CASE WHEN ts = root_ts THEN reply_count END) AS reply_count,',
        'count(DISTINCT CASE WHEN is_written THEN sender_id END) AS participants,',
        `count(DISTINCT CASE WHEN is_written AND sender_kind IN (${PEOPLE}) THEN sender_id END) AS people,`,
        "count(DISTINCT CASE WHEN is_written AND sender_kind = 'external' THEN sender_id END) AS external_people,",
        'min(CASE WHEN is_written THEN sent_at END) AS first_message_at, max(CASE WHEN is_written THEN sent_at END) AS last_message_at,',
        `CAST(sum(CASE WHEN is_written THEN reactions ELSE 0 END) AS ${integer}) AS reactions,`,
        'max(CASE WHEN is_written AND has_file THEN 1 ELSE 0 END) = 1 AS has_file, min_by(text, text_ts) AS first_text',
        'FROM found GROUP BY channel_id, root_ts',
        // A message keeps its thread when all replies are deleted; replies may be there before their first message is.
        'HAVING max(CASE WHEN is_thread_starter OR is_reply THEN 1 ELSE 0 END) = 1',
      ].join('\n'),
    },
    `SELECT *, ${cutLine(dialect, 'first_text', TITLE_LENGTH)} AS title, ${seconds} AS duration_seconds FROM counted`,
  );
}
