import type { Channel } from './workspace/channel.js';
import { isObject, type JsonObject } from './workspace/json-object.js';
import type { StoredMessage } from './workspace/message-base.js';
import { isListed, renderMessage } from './workspace/render-message.js';
import type { Workspace } from './workspace/workspace.js';

/** Where a message stands. */
export interface TruePlace {
  readonly channel_id: string;
  readonly ts: string;
  /** The message that began the thread; itself where there is none. */
  readonly root_ts: string;
  /** `channel`: stands in the channel itself; `thread`: a reply that was not sent to the channel. */
  readonly placement: 'channel' | 'thread';
}

export interface TrueMessage extends TruePlace {
  readonly message: JsonObject;
}

/** Knows the workspace as it is now, whoever asks. */
export interface Truth {
  channels(): JsonObject[];
  members(channelId: string): string[];
  /** All messages that Slack lists, replies after their root. Default: of every conversation. */
  messages(channelId?: string): TrueMessage[];
  reactions(channelId?: string): (TruePlace & { readonly reaction: JsonObject })[];
  files(channelId?: string): (TruePlace & { readonly file: JsonObject })[];
  users(): JsonObject[];
  /** How many messages there are: cheap for a million. */
  countMessages(): number;
}

export function createTruth({ channels, users, strangers }: Workspace): Truth {
  const select = (channelId?: string): Channel[] =>
    channels.values().filter(({ id }) => channelId === undefined || id === channelId);
  const messages = (channelId?: string): TrueMessage[] =>
    select(channelId).flatMap((channel) => Array.from(walk(channel), (message) => place(channel, message)));
  return {
    channels: () => channels.values().map(({ object }) => object),
    members: (channelId) => channels.get(channelId)?.members.values() ?? [],
    messages,
    reactions: (channelId) =>
      messages(channelId).flatMap(({ message, ...where }) =>
        readObjects(message.reactions).map((reaction) => ({ ...where, reaction })),
      ),
    files: (channelId) =>
      messages(channelId).flatMap(({ message, ...where }) =>
        readObjects(message.files).map((file) => ({ ...where, file })),
      ),
    users: () => [...users.values(), ...strangers.values()],
    countMessages: () =>
      select()
        .map((channel) => Array.from(walk(channel)).length)
        .reduce((sum, count) => sum + count, 0),
  };
}

/** Every message once. */
function* walk({ log }: Channel): Generator<StoredMessage> {
  for (const message of log.channel.ascending('')) {
    if (!isListed(message)) continue;
    yield message;
    if (message.rootTs !== undefined || message.body.thread_ts === undefined) continue;
    for (const reply of log.replies(message.ts)) if (reply.isBroadcast !== true) yield reply;
  }
}

function place({ id, log }: Channel, message: StoredMessage): TrueMessage {
  const isReply = message.rootTs !== undefined && message.isBroadcast !== true;
  return {
    channel_id: id,
    ts: message.ts,
    root_ts: message.rootTs ?? message.ts,
    placement: isReply ? 'thread' : 'channel',
    message: renderMessage(message, log),
  };
}

function readObjects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
