import type { Channel } from '../workspace/channel.js';
import type { JsonObject } from '../workspace/json-object.js';
import type { StoredMessage } from '../workspace/message-base.js';
import { isListed, renderMessage } from '../workspace/render-message.js';
import { TEAM_ID } from '../workspace/workspace.js';

const HOUR = 3_600_000;
const SECOND = 1000;

/** One day of a conversation. */
export interface ExportedDay {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly messages: readonly JsonObject[];
}

export interface DayOptions {
  /** Hours that the workspace's clocks are ahead of UTC. */
  readonly zone: number;
  /** First and last day of the range, in the workspace's zone; default: everything. */
  readonly from?: string;
  readonly to?: string;
}

/** A conversation's messages and replies, each in the file of its own day, oldest first. */
export function exportDays({ log }: Channel, { zone, from = '', to = '9999' }: DayOptions): ExportedDay[] {
  const messages = [...log.channel.ascending('')].flatMap((message) => withReplies(message, log));
  const inOrder = messages.filter(isListed).sort((left, right) => (left.ts < right.ts ? -1 : 1));
  const byDay = Map.groupBy(inOrder, ({ ts }) => dateOf(ts, zone));
  return [...byDay]
    .filter(([date]) => date >= from && date <= to)
    .map(([date, stored]) => ({ date, messages: stored.map((message) => exportMessage(message, log)) }));
}

function withReplies(message: StoredMessage, log: Channel['log']): StoredMessage[] {
  if (message.rootTs !== undefined || message.body.thread_ts === undefined) return [message];
  return [message, ...log.replies(message.ts).filter(({ isBroadcast }) => isBroadcast !== true)];
}

function dateOf(ts: string, zone: number): string {
  return new Date(Number(ts.slice(0, 10)) * SECOND + zone * HOUR).toISOString().slice(0, 10);
}

/** As the API shows it, with what only exports have. */
function exportMessage(message: StoredMessage, log: Channel['log']): JsonObject {
  const rendered = { ...renderMessage(message, log), source_team: TEAM_ID };
  if (message.rootTs !== undefined) return { ...rendered, ...parentOf(message, log) };
  const replies = message.body.thread_ts === undefined ? [] : log.replies(message.ts);
  return replies.length === 0
    ? rendered
    : { ...rendered, replies: replies.map(({ ts, body }) => ({ user: body.user ?? body.bot_id, ts })) };
}

/** A reply that was sent to the channel too carries its first message instead. */
function parentOf({ rootTs = '', isBroadcast }: StoredMessage, log: Channel['log']): JsonObject {
  return isBroadcast === true ? {} : { parent_user_id: log.find(rootTs)?.body.user };
}
