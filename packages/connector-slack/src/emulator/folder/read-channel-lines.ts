import type { SlackContext } from '../slack-method.js';
import type { Channel } from '../workspace/channel.js';
import { omit, type JsonObject } from '../workspace/json-object.js';
import { BOT_USER_ID } from '../workspace/workspace.js';
import { requireObject, requireText } from './read-lines.js';

/** What depends on who asks is left out; the token is in every conversation unless the line says that it is not. */
export function readChannelLine(line: JsonObject, { workspace, changes }: SlackContext): void {
  const id = requireText(line, 'id');
  if (workspace.channels.has(id)) throw new Error(`channel ${id} stands in an earlier line too`);
  const object = omit(line, 'is_member', 'num_members');
  changes.createChannel({ ...object, id, members: line.is_member === false ? [] : [BOT_USER_ID] });
}

/** `{"channel": …, "user": …}` */
export function readMemberLine(line: JsonObject, context: SlackContext): void {
  const user = requireText(line, 'user');
  requireKnownChannel(line, 'channel', context).members.put(user, user);
}

/** `{"channel": …, "message": {…}}`, the message as Slack sends it; a reply is told by its `thread_ts`. */
export function readMessageLine(line: JsonObject, context: SlackContext): void {
  const { log } = requireKnownChannel(line, 'channel', context);
  const message = requireObject(line, 'message');
  const ts = requireTimestamp(message, 'ts');
  const body = omit(message, 'ts');
  const threadTs = body.thread_ts === undefined ? ts : requireTimestamp(body, 'thread_ts');
  if (threadTs === ts) log.put({ ts, body });
  else log.put({ ts, rootTs: threadTs, isBroadcast: body.subtype === 'thread_broadcast', body });
}

/** @throws Error when the channel is unknown. */
export function requireKnownChannel(line: JsonObject, key: string, { workspace }: SlackContext): Channel {
  const id = requireText(line, key);
  const channel = workspace.channels.get(id);
  if (channel === undefined) throw new Error(`channel ${id} is not in channels.ndjson`);
  return channel;
}

function requireTimestamp(line: JsonObject, key: string): string {
  const text = requireText(line, key);
  if (!/^\d{10}\.\d{6}$/.test(text)) {
    throw new Error(`\`${key}\` must be a text such as "1512085950.000216"`);
  }
  return text;
}
