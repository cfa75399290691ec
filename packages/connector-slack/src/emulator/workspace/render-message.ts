import type { JsonObject } from './json-object.js';
import { isObject } from './json-object.js';
import type { StoredMessage } from './message-base.js';
import type { MessageLog } from './message-log.js';

/** Slack names some of those who reacted, and counts all. */
const REACTION_USERS = 50;
const REPLY_USERS = 5;

/** Subtypes of events that Slack keeps to itself. */
const HIDDEN_SUBTYPES = new Set(['message_changed', 'message_deleted', 'message_replied', 'reply_broadcast']);

export function isListed({ body }: StoredMessage): boolean {
  return !HIDDEN_SUBTYPES.has(String(body.subtype));
}

/** A message as it is sent, with what its thread adds to it. */
export function renderMessage(message: StoredMessage, log: MessageLog): JsonObject {
  const rendered = { ...message.body, ts: message.ts, ...renderReactions(message.body.reactions) };
  return message.rootTs === undefined ? { ...rendered, ...renderThread(message, log) } : rendered;
}

function renderThread({ ts, body }: StoredMessage, log: MessageLog): JsonObject {
  // A message that was never answered has no `thread_ts`; one whose replies were all deleted keeps it.
  if (body.thread_ts === undefined) return {};
  const replies = log.replies(ts);
  const last = replies.at(-1);
  if (last === undefined) return {};
  const users = [...new Set(replies.map(({ body: reply }) => String(reply.user ?? reply.bot_id)))];
  return {
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: last.ts,
    reply_users: users.slice(0, REPLY_USERS),
    is_locked: false,
    subscribed: false,
  };
}

function renderReactions(reactions: unknown): JsonObject {
  if (!Array.isArray(reactions)) return {};
  return {
    reactions: reactions.map((reaction: unknown) =>
      isObject(reaction) && Array.isArray(reaction.users)
        ? { ...reaction, users: reaction.users.slice(0, REACTION_USERS) }
        : reaction,
    ),
  };
}
