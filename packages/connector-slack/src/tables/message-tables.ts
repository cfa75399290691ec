import type { Field, Table } from '@etl/core';
import { field, PERSONAL } from './field.js';

/**
 * Where a record stands. Slack's answers do not say it of a message; the walk adds it around the record's own text.
 * Deletions are inferred within these columns.
 */
const PLACE: readonly Field[] = [
  field('channel_id', 'string', 'channel_id', 'The conversation; channels.id.'),
  field('ts', 'string', 'ts', 'Identifies the message within its conversation; text, exactly as sent.'),
  field(
    'root_ts',
    'string',
    'root_ts',
    'ts of the message that began the thread; its own where there is no thread.',
  ),
  field(
    'placement',
    'string',
    'placement',
    '`channel`: stands in the channel itself, replies sent to it included; `thread`: in a thread only.',
  ),
];

/** Table `messages`. */
export const messagesTable: Table = {
  name: 'messages',
  description: 'One row per message: top-level messages, replies and broadcast replies alike.',
  primaryKey: ['channel_id', 'ts'],
  fields: [
    ...PLACE,
    field('sent_at', 'timestamp', 'sent_at', 'The instant of `ts`, to the microsecond.'),
    field('type', 'string', 'message.type', 'message.'),
    field(
      'subtype',
      'string',
      'message.subtype',
      'E.g. bot_message or channel_join; NULL for what people write.',
    ),
    field('user_id', 'string', 'message.user', 'Who sent it; users.id.'),
    field('bot_id', 'string', 'message.bot_id', 'Bot that sent it.'),
    field('app_id', 'string', 'message.app_id', 'App that sent it.'),
    field(
      'username',
      'string',
      'message.username',
      'Name that a bot gave itself for this message.',
      PERSONAL,
    ),
    field('team_id', 'string', 'message.team', 'Workspace of the sender; another one in shared channels.'),
    field('text', 'string', 'message.text', 'What was written, in Slack’s markup.', PERSONAL),
    field('thread_ts', 'string', 'message.thread_ts', 'The thread; the same as ts for its first message.'),
    field('parent_user_id', 'string', 'message.parent_user_id', 'Of a reply: who began the thread.'),
    field('reply_count', 'integer', 'message.reply_count', 'Of a first message: replies that exist.'),
    field(
      'reply_users_count',
      'integer',
      'message.reply_users_count',
      'Of a first message: who replied, counted.',
    ),
    field('reply_users', 'json', 'message.reply_users', 'At most five of them.'),
    field('latest_reply', 'string', 'message.latest_reply', 'ts of the latest reply.'),
    field(
      'edited_ts',
      'string',
      'message.edited.ts',
      'When it was edited last; what stood there before is gone.',
    ),
    field('edited_by', 'string', 'message.edited.user', 'Who edited it.'),
    field(
      'is_hidden',
      'boolean',
      'message.hidden',
      'Whether Slack shows it, e.g. not for a deleted first message.',
    ),
    field('blocks', 'json', 'message.blocks', 'The text with its structure.', PERSONAL),
    field('attachments', 'json', 'message.attachments', 'What bots and links attached.', PERSONAL),
    field('metadata', 'json', 'message.metadata', 'What an app recorded beside the text.', PERSONAL),
    field('bot_profile', 'json', 'message.bot_profile', 'The bot as it was then.'),
    field('client_msg_id', 'string', 'message.client_msg_id', 'Given by the sender’s client.'),
  ],
};

/** Table `reactions`. */
export const reactionsTable: Table = {
  name: 'reactions',
  description: 'One row per emoji that a message was answered with.',
  primaryKey: ['channel_id', 'ts', 'name'],
  fields: [
    ...PLACE,
    field('name', 'string', 'reaction.name', 'Emoji, without colons.'),
    field('count', 'integer', 'reaction.count', 'How many people.'),
    field('users', 'json', 'reaction.users', 'Who; Slack may list fewer than it counts.'),
  ],
};

/** Table `files`. */
export const filesTable: Table = {
  name: 'files',
  description: 'One row per file of a message; a file in two messages has two rows.',
  primaryKey: ['channel_id', 'ts', 'id'],
  fields: [
    ...PLACE,
    field('id', 'string', 'file.id', 'Identifies the file.'),
    field('created', 'integer', 'file.created', 'When it was made, in seconds since 1970.'),
    field('user_id', 'string', 'file.user', 'Who made it; users.id.'),
    field('name', 'string', 'file.name', 'File name.', PERSONAL),
    field('title', 'string', 'file.title', 'Title.', PERSONAL),
    field('mimetype', 'string', 'file.mimetype', 'Type of its content.'),
    field('filetype', 'string', 'file.filetype', 'Slack’s word for it.'),
    field('mode', 'string', 'file.mode', 'hosted, external, snippet, post, tombstone or hidden_by_limit.'),
    field('size', 'integer', 'file.size', 'Bytes.'),
    field('is_external', 'boolean', 'file.is_external', 'Whether it lies outside of Slack.'),
    field('is_public', 'boolean', 'file.is_public', 'Whether the whole workspace may see it.'),
    field('url_private', 'string', 'file.url_private', 'Address; asks for the bearer token.', PERSONAL),
    field('permalink', 'string', 'file.permalink', 'Address for people.', PERSONAL),
  ],
};
