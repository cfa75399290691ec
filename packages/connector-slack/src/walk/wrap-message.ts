import type { JsonObject, SourceRecord } from '@etl/core';
import { isJsonObject, splitPage, wrapRecord } from '@etl/core/json';
import { isTs, sentAt } from './message-ts.js';

/** `channel`: what the channel's own history shows, broadcast replies included; `thread`: a reply that it does not show. */
export type Placement = 'channel' | 'thread';

/** Where a message was found. */
export interface MessagePlace {
  readonly channelId: string;
  /** Default: as the message itself says, which is right where threads and channel stand in one list. */
  readonly placement?: Placement;
}

/** A message as rows of the three tables, and what the walk goes on by. */
export interface WrappedMessage {
  /** Of table `messages`. Without a usable `ts` it has no key and becomes a dead letter. */
  readonly message: SourceRecord;
  /** Of table `reactions`; one for each item of the message's list. */
  readonly reactions: readonly SourceRecord[];
  /** Of table `files`; one for each item of the message's list. */
  readonly files: readonly SourceRecord[];
  /** `undefined` where Slack wrote none that can be used. */
  readonly ts: string | undefined;
  /** The thread's first message; its own `ts` where there is no thread. */
  readonly rootTs: string | undefined;
  readonly placement: Placement;
  /** As Slack wrote it. */
  readonly threadTs: string | undefined;
  readonly subtype: string | undefined;
  /** Of a thread's first message: how many replies there are. */
  readonly replyCount: number;
  /** Of a thread's first message: `ts` of its latest reply. */
  readonly latestReply: string | undefined;
}

/**
 * Puts a message's own text, and each of its reactions and files, into the records of their tables:
 * `{"channel_id":…,"ts":…,"root_ts":…,"placement":…,"sent_at":…,"message":<as it came>}`. Values are not changed.
 */
export function wrapMessage(record: SourceRecord, { channelId, ...found }: MessagePlace): WrappedMessage {
  const message = parseMessage(record.text);
  const placement = found.placement ?? placementOf(message);
  const ts = usableTs(message.ts);
  const threadTs = textOf(message.thread_ts);
  const rootTs = threadTs ?? ts;
  const place = describePlace({ channel_id: channelId, ts, root_ts: rootTs, placement });
  const wrapItems = (list: string, key: string): readonly SourceRecord[] =>
    Array.isArray(message[list])
      ? (splitPage(record.text, [list]).items ?? []).map((item) => wrapRecord(place, key, item))
      : [];
  return {
    message: wrapRecord(place, 'message', record),
    reactions: wrapItems('reactions', 'reaction'),
    files: wrapItems('files', 'file'),
    ts,
    rootTs,
    placement,
    threadTs,
    subtype: textOf(message.subtype),
    replyCount: Number(message.reply_count ?? 0),
    latestReply: textOf(message.latest_reply),
  };
}

function placementOf({ ts, thread_ts, subtype }: JsonObject): Placement {
  const isReply = thread_ts !== undefined && thread_ts !== ts;
  return isReply && subtype !== 'thread_broadcast' ? 'thread' : 'channel';
}

/** What is no JSON object has nothing to go by; the loader keeps it as a dead letter. */
function parseMessage(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value as JsonObject) ? (value as JsonObject) : {};
  } catch {
    return {};
  }
}

function describePlace(values: {
  readonly channel_id: string;
  readonly ts: string | undefined;
  readonly root_ts: string | undefined;
  readonly placement: Placement;
}): Record<string, string> {
  const sent = values.ts === undefined ? undefined : sentAt(values.ts);
  const entries = Object.entries({ ...values, sent_at: sent });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** One that lost digits would be the key of a row that no later reading meets again. */
function usableTs(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && isTs(text) ? text : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
