import { quoteText } from '@etl/sql';
import type { ModelContext } from '@etl/sql/models';
import { isOtherTeam } from './own.js';

/** Messages that Slack writes when something happens in a channel; `user` is who did it, not who wrote. */
const NOTICES = [
  'channel_join',
  'channel_leave',
  'channel_topic',
  'channel_purpose',
  'channel_name',
  'channel_archive',
  'channel_unarchive',
  'channel_convert_to_private',
  'channel_convert_to_public',
  'channel_posting_permissions',
  'group_join',
  'group_leave',
  'group_topic',
  'group_purpose',
  'group_name',
  'group_archive',
  'group_unarchive',
  'pinned_item',
  'unpinned_item',
  'reminder_add',
  'ekm_access_denied',
  'huddle_thread',
  'tombstone',
];

/** Kinds of senders that are people. */
export const PEOPLE = ['person', 'guest', 'external', 'deleted_user', 'unknown'].map(quoteText).join(', ');

/** SQL of what the sender of a message `f` is, whose user has the kind `kind`; NULL: `users` does not have it. */
export function senderKind(context: ModelContext, kind: string): string {
  const isOther = isOtherTeam(context, 'f.team_id');
  return [
    `CASE WHEN f.subtype IN (${NOTICES.map(quoteText).join(', ')}) OR f.user_id = 'USLACKBOT' OR ${kind} = 'system' THEN 'system'`,
    "WHEN f.app_id IS NOT NULL THEN 'app'",
    `WHEN f.bot_id IS NOT NULL OR f.subtype = 'bot_message' OR ${kind} = 'bot' THEN 'bot'`,
    `WHEN ${kind} IS NOT NULL THEN ${kind} WHEN ${isOther} THEN 'external' ELSE 'unknown' END`,
  ].join('\n');
}
