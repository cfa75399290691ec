import type { JsonObject } from './json-object.js';
import type { MessageLog } from './message-log.js';
import { createSequence, type Sequence } from './sequence.js';

export type ChannelKind = 'public_channel' | 'private_channel' | 'im' | 'mpim';

/** A conversation and everything in it. */
export interface Channel {
  readonly id: string;
  /** As lists show it, without what depends on who asks. */
  object: JsonObject;
  readonly members: Sequence<string>;
  readonly log: MessageLog;
  readonly pins: Sequence<JsonObject>;
  readonly bookmarks: Sequence<JsonObject>;
}

export function createChannel(id: string, object: JsonObject, log: MessageLog): Channel {
  return {
    id,
    object,
    members: createSequence(),
    log,
    pins: createSequence(),
    bookmarks: createSequence(),
  };
}

export function kindOf({ object }: Channel): ChannelKind {
  if (object.is_im === true) return 'im';
  if (object.is_mpim === true) return 'mpim';
  return object.is_private === true ? 'private_channel' : 'public_channel';
}

/** Whether somebody may know of a channel: public ones are known to all. */
export function isKnownTo(channel: Channel, userId: string): boolean {
  return kindOf(channel) === 'public_channel' || channel.members.has(userId);
}
