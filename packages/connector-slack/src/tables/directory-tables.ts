import type { Table } from '@etl/core';
import { field, PERSONAL } from './field.js';

/** Table `channels`. */
export const channelsTable: Table = {
  name: 'channels',
  description:
    'One row per conversation that the token sees: channels, private channels, direct and group messages.',
  primaryKey: ['id'],
  fields: [
    field('id', 'string', 'id', 'Identifies the conversation.'),
    field('name', 'string', 'name', 'Name; direct messages have none.'),
    field('is_channel', 'boolean', 'is_channel', 'Whether it is a channel.'),
    field('is_im', 'boolean', 'is_im', 'Whether it is a direct message.'),
    field('is_mpim', 'boolean', 'is_mpim', 'Whether it is a direct message of several.'),
    field('is_private', 'boolean', 'is_private', 'Whether only members see it; is_group does not tell.'),
    field('is_archived', 'boolean', 'is_archived', 'Whether it is archived.'),
    field('is_general', 'boolean', 'is_general', 'Whether it is the one that everybody is in.'),
    field('is_member', 'boolean', 'is_member', 'Whether the token’s user is in it.'),
    field('is_shared', 'boolean', 'is_shared', 'Whether other workspaces share it.'),
    field('is_ext_shared', 'boolean', 'is_ext_shared', 'Whether another organisation shares it.'),
    field(
      'is_org_shared',
      'boolean',
      'is_org_shared',
      'Whether other workspaces of the organisation share it.',
    ),
    field(
      'connected_team_ids',
      'json',
      'connected_team_ids',
      'Workspaces of other organisations that share it.',
    ),
    field('creator', 'string', 'creator', 'Who made it; users.id.'),
    field('created', 'integer', 'created', 'When it was made, in seconds since 1970.'),
    field('user_id', 'string', 'user', 'Of a direct message: the other person; users.id.'),
    field('topic', 'string', 'topic.value', 'Topic.', PERSONAL),
    field('purpose', 'string', 'purpose.value', 'Purpose.', PERSONAL),
    field('num_members', 'integer', 'num_members', 'How many are in it.'),
    field('previous_names', 'json', 'previous_names', 'Names it had before.'),
  ],
};

/** Table `channel_members`. */
export const channelMembersTable: Table = {
  name: 'channel_members',
  description: 'One row per member of a conversation.',
  primaryKey: ['channel_id', 'user_id'],
  fields: [
    field('channel_id', 'string', 'channel_id', 'The conversation; channels.id.'),
    field('user_id', 'string', 'user_id', 'The member; users.id.'),
  ],
};

/** Table `users`. */
export const usersTable: Table = {
  name: 'users',
  description: 'One row per person or bot, deleted ones and people of shared channels included.',
  primaryKey: ['id'],
  // Lists and single look-ups can show different ages of one user.
  version: 'updated',
  fields: [
    field('id', 'string', 'id', 'Identifies the user.'),
    field(
      'team_id',
      'string',
      'team_id',
      'Workspace of the user; another one for people of shared channels.',
    ),
    field('name', 'string', 'name', 'Handle.', PERSONAL),
    field('real_name', 'string', 'profile.real_name', 'Full name.', PERSONAL),
    field('display_name', 'string', 'profile.display_name', 'Name that is shown; empty: the full name.', {
      ...PERSONAL,
      emptyIsNull: true,
    }),
    field('email', 'string', 'profile.email', 'E-mail address; needs the scope users:read.email.', PERSONAL),
    field('phone', 'string', 'profile.phone', 'Phone number.', { ...PERSONAL, emptyIsNull: true }),
    field('title', 'string', 'profile.title', 'What they do.', { ...PERSONAL, emptyIsNull: true }),
    field('is_deleted', 'boolean', 'deleted', 'Whether the account is closed.'),
    field('is_bot', 'boolean', 'is_bot', 'Whether it is a bot.'),
    field('is_app_user', 'boolean', 'is_app_user', 'Whether an app acts through it.'),
    field('is_admin', 'boolean', 'is_admin', 'Whether they administer the workspace.'),
    field('is_owner', 'boolean', 'is_owner', 'Whether they own the workspace.'),
    field('is_restricted', 'boolean', 'is_restricted', 'Whether they are a guest.'),
    field(
      'is_ultra_restricted',
      'boolean',
      'is_ultra_restricted',
      'Whether they are a guest of one channel.',
    ),
    field(
      'is_stranger',
      'boolean',
      'is_stranger',
      'Whether they are of another workspace and share no channel.',
    ),
    field('is_email_confirmed', 'boolean', 'is_email_confirmed', 'Whether they confirmed their address.'),
    field('time_zone', 'string', 'tz', 'Name of the time zone.'),
    field('updated', 'integer', 'updated', 'When it was changed last, in seconds since 1970.'),
  ],
};

/** Table `user_groups`. */
export const userGroupsTable: Table = {
  name: 'user_groups',
  description: 'One row per user group, disabled ones included.',
  primaryKey: ['id'],
  fields: [
    field('id', 'string', 'id', 'Identifies the group.'),
    field('team_id', 'string', 'team_id', 'Workspace.'),
    field('name', 'string', 'name', 'Name.'),
    field('handle', 'string', 'handle', 'What it is mentioned by.'),
    field('description', 'string', 'description', 'What it is for.', { emptyIsNull: true }),
    field('is_external', 'boolean', 'is_external', 'Whether it comes from elsewhere.'),
    field('date_create', 'integer', 'date_create', 'When it was made, in seconds since 1970.'),
    field('date_update', 'integer', 'date_update', 'When it was changed, in seconds since 1970.'),
    field('date_delete', 'integer', 'date_delete', 'When it was disabled; 0: it is in use.'),
    field('created_by', 'string', 'created_by', 'Who made it; users.id.'),
    field('users', 'json', 'users', 'Who is in it.'),
    field('user_count', 'string', 'user_count', 'How many are in it; Slack writes text or a number.'),
  ],
};

/** Table `pins`. */
export const pinsTable: Table = {
  name: 'pins',
  description: 'One row per thing pinned to a conversation.',
  primaryKey: ['channel_id', 'type', 'item_id'],
  fields: [
    field('channel_id', 'string', 'channel_id', 'The conversation; channels.id.'),
    field('type', 'string', 'type', 'message or file.'),
    field('item_id', 'string', 'item_id', 'ts of the message or id of the file.'),
    field('created', 'integer', 'pin.created', 'When it was pinned, in seconds since 1970.'),
    field('created_by', 'string', 'pin.created_by', 'Who pinned it; users.id.'),
  ],
};

/** Table `bookmarks`. */
export const bookmarksTable: Table = {
  name: 'bookmarks',
  description: 'One row per bookmark of a conversation.',
  primaryKey: ['id'],
  fields: [
    field('id', 'string', 'id', 'Identifies the bookmark.'),
    field('channel_id', 'string', 'channel_id', 'The conversation; channels.id.'),
    field('title', 'string', 'title', 'Title.'),
    field('link', 'string', 'link', 'Where it leads.', PERSONAL),
    field('emoji', 'string', 'emoji', 'Emoji before the title.'),
    field('type', 'string', 'type', 'link.'),
    field('date_created', 'integer', 'date_created', 'When it was made, in seconds since 1970.'),
    field('date_updated', 'integer', 'date_updated', 'When it was changed, in seconds since 1970; 0: never.'),
  ],
};

/** Table `team`. */
export const teamTable: Table = {
  name: 'team',
  description: 'One row: the workspace.',
  primaryKey: ['id'],
  fields: [
    field('id', 'string', 'id', 'Identifies the workspace.'),
    field('name', 'string', 'name', 'Name.'),
    field('domain', 'string', 'domain', 'Name in addresses.'),
    field(
      'email_domain',
      'string',
      'email_domain',
      'Domains whose people may join, with commas between them.',
    ),
    field('enterprise_id', 'string', 'enterprise_id', 'Organisation it belongs to.'),
    field('enterprise_name', 'string', 'enterprise_name', 'Its name.'),
  ],
};

/** Table `emoji`. */
export const emojiTable: Table = {
  name: 'emoji',
  description: 'One row per emoji that the workspace added.',
  primaryKey: ['name'],
  fields: [
    field('name', 'string', 'name', 'Name, without colons.'),
    field('value', 'string', 'value', 'Address of the picture, or `alias:` and another name.'),
  ],
};
