import { hashText } from '@etl/emulator-kit';
import type { JsonObject } from '../workspace/json-object.js';
import type { MessageBase, StoredMessage } from '../workspace/message-base.js';
import type { ChannelBase } from '../workspace/message-log.js';
import { firstFrom } from '../workspace/message-base.js';
import { writeTimestamp } from '../workspace/timestamp.js';
import { TEAM_ID } from '../workspace/workspace.js';
import { buildText, toBlocks } from './write-text.js';

/** Channels full of messages that are made when they are asked for. */
export interface PopulationOptions {
  readonly channels: number;
  /** In each channel itself. */
  readonly messages: number;
  /** Every how many-th message begins a thread; default 0: none does. */
  readonly threadEvery?: number;
  /** Replies of each thread; default 3. */
  readonly replies?: number;
  /** Over how many days before `now` the messages are spread; default 365. */
  readonly days?: number;
}

/** What the messages of one channel are made from. */
export interface ChannelSeed {
  readonly salt: string;
  /** Ids of those who write. */
  readonly users: readonly string[];
  /** Nothing is younger; milliseconds since the epoch. */
  readonly now: number;
}

const DAY = 24 * 60 * 60 * 1000;
const MICROSECONDS = 1000;
const REPLY_STEP = 1_000_003;

/** The messages of one channel of a population. */
export function createChannelBase(options: PopulationOptions, seed: ChannelSeed): ChannelBase {
  const { messages: size, threadEvery = 0, replies = 3, days = 365 } = options;
  const start = (seed.now - days * DAY) * MICROSECONDS;
  const step = (days * DAY * MICROSECONDS) / (size + 1);
  const jitter = hashText(seed.salt) % 1_000_000;
  const microsecondsAt = (index: number): number => Math.floor(start + (index + 1) * step) + jitter;
  const tsAt = (index: number): string => writeTimestamp(microsecondsAt(index));
  const hasThread = (index: number): boolean => threadEvery > 0 && index % threadEvery === 0;
  const channel: MessageBase = {
    size,
    tsAt,
    at: (index) => {
      const ts = tsAt(index);
      const body = buildMessage(`${seed.salt}/${index}`, seed.users);
      return { ts, body: hasThread(index) ? { ...body, thread_ts: ts } : body };
    },
  };
  return {
    channel,
    thread: (rootTs) => {
      const root = firstFrom(channel, rootTs);
      if (root >= size || !hasThread(root) || tsAt(root) !== rootTs) return undefined;
      const replyTsAt = (reply: number): string =>
        writeTimestamp(microsecondsAt(root) + (reply + 1) * REPLY_STEP);
      return {
        size: replies,
        tsAt: replyTsAt,
        at: (reply) => buildReply(replyTsAt(reply), rootTs, `${seed.salt}/${root}/${reply}`, seed.users),
      };
    },
  };
}

function buildReply(ts: string, rootTs: string, salt: string, users: readonly string[]): StoredMessage {
  return { ts, rootTs, body: { ...buildMessage(salt, users), thread_ts: rootTs } };
}

function buildMessage(salt: string, users: readonly string[]): JsonObject {
  const bits = hashText(salt);
  const text = buildText(bits);
  return {
    type: 'message',
    client_msg_id: `${bits.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`,
    user: users[bits % users.length] ?? 'UNOBODY0000',
    text,
    team: TEAM_ID,
    blocks: toBlocks(text, bits),
  };
}
