import { column, field, type JsonField } from '@etl/sql/models';
import type { DescribedColumn } from '@etl/core';

const text = (name: string, path: string): JsonField => ({
  ...field(name, 'string', path),
  emptyIsNull: true,
});

/** What is read of a message's record: where it stands, beside the message as Slack sent it. */
export const MESSAGE_FIELDS: readonly JsonField[] = [
  text('told_root', 'root_ts'),
  text('placement', 'placement'),
  field('sent_at', 'timestamp', 'sent_at'),
  text('sent_text', 'sent_at'),
  text('subtype', 'message.subtype'),
  text('user_id', 'message.user'),
  text('bot_id', 'message.bot_id'),
  text('told_app', 'message.app_id'),
  text('profile_app', 'message.bot_profile.app_id'),
  text('bot_name', 'message.bot_profile.name'),
  text('username', 'message.username'),
  text('display_name', 'message.user_profile.display_name'),
  text('real_name', 'message.user_profile.real_name'),
  text('told_team', 'message.user_team'),
  text('message_team', 'message.team'),
  field('text_as_sent', 'string', 'message.text'),
  text('thread_ts', 'message.thread_ts'),
  text('parent_user_id', 'message.parent_user_id'),
  field('reply_count', 'integer', 'message.reply_count'),
  text('edited_ts', 'message.edited.ts'),
  field('reaction_list', 'json', 'message.reactions'),
  field('file_list', 'json', 'message.files'),
];

/** Columns of a message that its record says by itself. */
export const FACT_COLUMNS: readonly DescribedColumn[] = [
  column('channel_id', 'string', 'The conversation; channels.channel_id.'),
  column('ts', 'string', 'Identifies the message within its conversation.'),
  column('root_ts', 'string', 'ts of the message that began the thread; its own where there is no thread.'),
  column('sent_at', 'timestamp', 'When it was sent, to the microsecond.'),
  column('day', 'date', 'Day on which it was sent, in UTC.'),
  column('subtype', 'string', 'Slack’s word for what it is; NULL for what people write.'),
  column('is_thread_starter', 'boolean', 'Whether a thread begins with it.'),
  column('is_reply', 'boolean', 'Whether it answers in a thread.'),
  column('is_broadcast', 'boolean', 'Whether it is a reply that was also sent to the channel.'),
  column('is_tombstone', 'boolean', 'Whether it is what Slack leaves of a deleted message that has replies.'),
  column('user_id', 'string', 'The user who sent it.'),
  column('bot_id', 'string', 'The bot that sent it.'),
  column('app_id', 'string', 'The app that sent it.'),
  column('team_id', 'string', 'Workspace of the sender; workspaces.team_id.'),
  column('given_name', 'string', 'Name that the message itself gives its sender.'),
  column('parent_user_id', 'string', 'Of a reply: who began the thread.'),
  column('text_as_sent', 'string', 'What was written, in Slack’s markup.'),
  column('reactions', 'integer', 'Reactions to it, all emoji together.'),
  column('has_file', 'boolean', 'Whether it has a file.'),
  column('reply_count', 'integer', 'Of a thread’s first message: replies, as Slack counts them.'),
  column('edited_at', 'timestamp', 'When it was edited last; NULL: never.'),
];
