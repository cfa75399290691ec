import { NO_MESSAGES, type MessageBase, type StoredMessage } from './message-base.js';
import { createMessageList, type MessageList } from './message-list.js';

/** Generated messages of one channel. */
export interface ChannelBase {
  /** What stands in the channel itself. */
  readonly channel: MessageBase;
  /** Replies to one of them; `undefined` when there are none. */
  thread(rootTs: string): MessageBase | undefined;
}

export const EMPTY_CHANNEL: ChannelBase = { channel: NO_MESSAGES, thread: () => undefined };

/** The messages of one channel. */
export interface MessageLog {
  /** What stands in the channel itself: top-level messages and replies that were sent to it too. */
  readonly channel: MessageList;
  /** Replies to a message, the earliest first. */
  replies(rootTs: string): StoredMessage[];
  /** A message, wherever it stands. */
  find(ts: string): StoredMessage | undefined;
  /** Adds a message, or replaces the one of its `ts`. */
  put(message: StoredMessage): void;
  remove(message: StoredMessage): void;
}

export function createMessageLog(base: ChannelBase): MessageLog {
  const channel = createMessageList(base.channel);
  const threads = new Map<string, MessageList>();
  const readThread = (rootTs: string): MessageList =>
    threads.get(rootTs) ?? createMessageList(base.thread(rootTs) ?? NO_MESSAGES);
  const changeThread = (rootTs: string): MessageList => {
    const thread = readThread(rootTs);
    threads.set(rootTs, thread);
    return thread;
  };
  return {
    channel,
    replies: (rootTs) => [...readThread(rootTs).ascending('')],
    find: (ts) => channel.find(ts) ?? findReply(ts),
    put: (message) => {
      if (message.rootTs !== undefined) changeThread(message.rootTs).put(message);
      if (message.rootTs === undefined || message.isBroadcast) channel.put(message);
    },
    remove: ({ ts, rootTs }) => {
      if (rootTs !== undefined) changeThread(rootTs).remove(ts);
      channel.remove(ts);
    },
  };

  /** Looks through the threads that began before, the latest first. */
  function findReply(ts: string): StoredMessage | undefined {
    for (const root of channel.descending(ts)) {
      const reply = readThread(root.ts).find(ts);
      if (reply !== undefined) return reply;
    }
    // A thread whose root is gone, or stands elsewhere.
    return [...threads.values()].map((thread) => thread.find(ts)).find((reply) => reply !== undefined);
  }
}
