import type { Channel } from '../workspace/channel.js';
import type { StoredMessage } from '../workspace/message-base.js';
import type { MessageLog } from '../workspace/message-log.js';
import type { Workspace } from '../workspace/workspace.js';

/** @throws Error when there is none. */
export function requireChannel({ channels }: Workspace, id: string): Channel {
  const channel = channels.get(id);
  if (channel === undefined) throw new Error(`There is no channel ${id}: create it first.`);
  return channel;
}

/** @throws Error when there is none. */
export function requireMessage(log: MessageLog, ts: string): StoredMessage {
  const message = log.find(ts);
  if (message === undefined) throw new Error(`There is no message ${ts} in this channel.`);
  return message;
}
