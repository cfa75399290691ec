import { column } from '@etl/sql/models';

/** What a message's sender can be, the first that fits. */
export const SENDER_KINDS =
  'system (Slack itself: notices, Slackbot, tombstones), app, bot, external (another organisation, as by Slack Connect), deleted_user, guest, person, unknown';

export const MESSAGE_COLUMNS = [
  column('channel_id', 'string', 'The conversation; channels.channel_id.'),
  column('ts', 'string', 'Identifies the message within its conversation; text, exactly as sent.'),
  column('root_ts', 'string', 'ts of the message that began the thread; its own where there is no thread.'),
  column('sent_at', 'timestamp', 'When it was sent, to the microsecond.'),
  column('day', 'date', 'Day on which it was sent, in UTC.'),
  column('subtype', 'string', 'Slack’s word for what it is; NULL for what people write.'),
  column('is_thread_starter', 'boolean', 'Whether a thread begins with it.'),
  column('is_reply', 'boolean', 'Whether it answers in a thread.'),
  column('is_broadcast', 'boolean', 'Whether it is a reply that was also sent to the channel.'),
  column('is_tombstone', 'boolean', 'Whether it is what Slack leaves of a deleted message that has replies.'),
  column('sender_id', 'string', 'Who sent it: the user, else the bot; NULL where only a name is known.'),
  column('sender_kind', 'string', `The first that fits: ${SENDER_KINDS}.`),
  column('sender_name', 'string', 'Name of the user, else the one that the message gives.'),
  column('is_sender_known', 'boolean', 'Whether `users` has the sender.'),
  column(
    'is_sender_external',
    'boolean',
    'Whether the sender is of another organisation; NULL where neither user nor message tell.',
  ),
  column('user_id', 'string', 'The user who sent it; users.user_id.'),
  column('bot_id', 'string', 'The bot that sent it.'),
  column('app_id', 'string', 'The app that sent it.'),
  column('team_id', 'string', 'Workspace of the sender; workspaces.team_id.'),
  column('parent_user_id', 'string', 'Of a reply: who began the thread; users.user_id.'),
  column('text', 'string', 'What was written, as people read it: mentions are names, links their labels.'),
  column('text_as_sent', 'string', 'What was written, in Slack’s markup.'),
  column('words', 'integer', 'Words of `text`: what stands between spaces.'),
  column('reactions', 'integer', 'Reactions to it, all emoji together.'),
  column('has_link', 'boolean', 'Whether it has a link to the web.'),
  column('has_file', 'boolean', 'Whether it has a file.'),
  column('reply_count', 'integer', 'Of a thread’s first message: replies, as Slack counts them.'),
  column('edited_at', 'timestamp', 'When it was edited last; NULL: never. What stood there before is gone.'),
];
