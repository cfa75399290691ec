import { SlackRefusal } from '../errors/slack-refusal.js';
import { sizeOfPage } from '../paging/page-sizes.js';
import type { Call, SlackContext, SlackMethod } from '../slack-method.js';
import type { Channel } from '../workspace/channel.js';
import { omit } from '../workspace/json-object.js';
import type { StoredMessage } from '../workspace/message-base.js';
import { isListed, renderMessage } from '../workspace/render-message.js';
import { readHistoryLimit } from './conversations-history.js';
import { channelScope, findReadableChannel } from './find-channel.js';
import { isAboveOldest, isBelowLatest, readBounds } from './time-bounds.js';

const NAME = 'conversations.replies';

/** Messages that cannot begin a thread. */
const THREADLESS = /^(channel|group)_(join|leave)$/;

/** A thread, the earliest reply first. Its first message opens the first page, whatever bounds were given. */
export const conversationsReplies: SlackMethod = {
  name: NAME,
  tier: 'tier 3',
  scopes: (call, context) => channelScope(call, context, 'history'),
  respond: (call, context) => {
    const channel = findReadableChannel(call, context);
    const root = findRoot(channel, call.args.require('ts'));
    const { page, next } = cutThread(channel, root, call, context);
    const messages = page.map((message) => renderReply(message, root, channel));
    return {
      messages: call.pageFault === 'reorder-page' ? messages.toReversed() : messages,
      has_more: next !== undefined,
      response_metadata: { next_cursor: next ?? '' },
    };
  },
};

/** `ts` may be that of any message of the thread. @throws SlackRefusal `thread_not_found` */
function findRoot({ log }: Channel, ts: string): StoredMessage {
  const message = log.find(ts);
  const root = message?.rootTs === undefined ? message : log.find(message.rootTs);
  if (root === undefined || THREADLESS.test(String(root.body.subtype))) {
    throw new SlackRefusal('thread_not_found');
  }
  return root;
}

interface ThreadPage {
  readonly page: readonly StoredMessage[];
  /** Cursor of the page that follows. */
  readonly next: string | undefined;
}

function cutThread(
  { id, log }: Channel,
  root: StoredMessage,
  call: Call,
  { cursors, settings, ...context }: SlackContext,
): ThreadPage {
  const { args, pageFault } = call;
  const list = `${NAME} ${id} ${root.ts}`;
  const bounds = readBounds(args);
  const cursor = args.text('cursor');
  const place = cursor === undefined ? { position: '', page: 0 } : cursors.read(list, cursor);
  const limit = readHistoryLimit(call, { cursors, settings, ...context }, 999, NAME);
  const opening = cursor === undefined ? [root] : [];
  const count = Math.max(0, sizeOfPage(limit, place.page, settings.pages) - opening.length);
  const left = log
    .replies(root.ts)
    .filter((reply) => reply.ts >= place.position && isListed(reply))
    .filter(({ ts }) => isAboveOldest(ts, bounds) && isBelowLatest(ts, bounds));
  const following = pageFault === 'duplicate-page' ? place.position : left[count]?.ts;
  return {
    page: [...opening, ...left.slice(0, count)],
    next:
      following === undefined
        ? undefined
        : cursors.issue(list, { position: following, page: place.page + 1 }),
  };
}

/** In its thread a broadcast reply does not carry its root. */
function renderReply(message: StoredMessage, root: StoredMessage, { log }: Channel) {
  const rendered = omit(renderMessage(message, log), 'root');
  return message.rootTs === undefined ? rendered : { ...rendered, parent_user_id: root.body.user };
}
