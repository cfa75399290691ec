import { isRestricted, TIGHT_LIMIT } from '../limits/method-limits.js';
import { sizeOfPage } from '../paging/page-sizes.js';
import type { Call, SlackContext, SlackMethod } from '../slack-method.js';
import type { Channel } from '../workspace/channel.js';
import type { StoredMessage } from '../workspace/message-base.js';
import { END_OF_TIME } from '../workspace/message-list.js';
import type { MessageLog } from '../workspace/message-log.js';
import { isListed, renderMessage } from '../workspace/render-message.js';
import { channelScope, findReadableChannel } from './find-channel.js';
import { horizonOf, isAboveOldest, isBelowLatest, readBounds, type TimeBounds } from './time-bounds.js';

const NAME = 'conversations.history';

/** What stands in a channel itself, the newest first. */
export const conversationsHistory: SlackMethod = {
  name: NAME,
  tier: 'tier 3',
  scopes: (call, context) => channelScope(call, context, 'history'),
  respond: (call, context) => {
    const channel = findReadableChannel(call, context);
    const { page, next, hides } = cutHistory(channel, call, context);
    const messages = page.map((message) => renderMessage(message, channel.log));
    return {
      messages: call.pageFault === 'reorder-page' ? messages.toReversed() : messages,
      has_more: next !== undefined,
      ...(hides && { is_limited: true }),
      pin_count: channel.pins.size,
      channel_actions_ts: null,
      channel_actions_count: 0,
      ...(next !== undefined && { response_metadata: { next_cursor: next } }),
    };
  },
};

interface HistoryPage {
  readonly page: readonly StoredMessage[];
  /** Cursor of the page that follows. */
  readonly next: string | undefined;
  /** Whether the plan hides older messages. */
  readonly hides: boolean;
}

function cutHistory({ id, log }: Channel, call: Call, context: SlackContext): HistoryPage {
  const { args, pageFault } = call;
  const list = `${NAME} ${id}`;
  const bounds = readBounds(args);
  const horizon = horizonOf(context);
  const cursor = args.text('cursor');
  const place =
    cursor === undefined
      ? { position: bounds.latest ?? END_OF_TIME, page: 0 }
      : context.cursors.read(list, cursor);
  const size = sizeOfPage(readHistoryLimit(call, context, 100, NAME), place.page, context.settings.pages);
  const page: StoredMessage[] = [];
  for (const message of walkBack(log, place.position, bounds)) {
    if (message.ts < horizon) return { page, next: undefined, hides: true };
    if (page.length >= size) {
      const position = pageFault === 'duplicate-page' ? place.position : message.ts;
      const next = context.cursors.issue(list, { position, page: place.page + 1 });
      return { page, next, hides: false };
    }
    page.push(message);
  }
  return { page, next: undefined, hides: false };
}

/** The messages within bounds, the newest first. */
function* walkBack(log: MessageLog, position: string, bounds: TimeBounds): Generator<StoredMessage> {
  for (const message of log.channel.descending(position)) {
    if (!isAboveOldest(message.ts, bounds)) return;
    if (isListed(message) && isBelowLatest(message.ts, bounds)) yield message;
  }
}

/** How many a page may hold; under tight terms 15, whatever was asked for. */
export function readHistoryLimit(
  { args }: Call,
  { limits, settings }: SlackContext,
  otherwise: number,
  method: string,
): number {
  const limit = Math.min(args.limit(otherwise, 999), settings.largestPage);
  return isRestricted(method, limits.terms) ? Math.min(limit, TIGHT_LIMIT) : limit;
}
