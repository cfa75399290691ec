import type { Window } from '@etl/connector-kit';
import { readChannelState } from './channel-state.js';
import { readHistory, type HistoryPage } from './history.js';
import { planChannel, type ChannelPlan } from './plan-channel.js';
import { figuresOf } from './read-thread.js';
import { staleBefore, ThreadBook } from './thread-book.js';
import type { ChannelRead } from './walk-options.js';
import { wrapMessage } from './wrap-message.js';

/** Pages of a channel that are asked for to count it; what lies further back is reckoned from them. */
const PAGES = 5;
/** Channels were busier at other times. */
const BUSIER = 2;
const FULL_PAGE = 999;

export interface ChannelCount {
  readonly histories: number;
  readonly replies: number;
  readonly records: number;
}

/** What a walk over the channel would cost now. Slack has no counts, so its latest pages are read, and no reply. */
export async function countChannel(read: ChannelRead): Promise<ChannelCount> {
  const { options, channel, request } = read;
  const state = readChannelState(request.state, channel.id);
  const plan = planChannel(options, state, request);
  if (plan.windows.length === 0) return { histories: 0, replies: 0, records: 0 };
  const book = new ThreadBook(state.threads);
  const stale = staleBefore(request.startedAt, options.recheckEvery);
  const count = { histories: 0, replies: book.stale(stale).length, records: 0 };
  for (const window of plan.windows) {
    const counted = await countWindow(read, plan, window, (page) =>
      countReplies(channel.id, book, stale, page),
    );
    count.histories += counted.histories;
    count.replies += counted.replies;
    count.records += counted.records;
  }
  return count;
}

async function countWindow(
  { options, channel, request }: ChannelRead,
  { windows, watchedFrom }: ChannelPlan,
  { from, to }: Window,
  repliesOf: (page: HistoryPage) => { readonly requests: number; readonly records: number },
): Promise<ChannelCount> {
  const count = { histories: 0, replies: 0, records: 0 };
  const firstFrom = to === windows[0]?.to ? Math.min(from, watchedFrom) : from;
  for await (const page of readHistory(options.api, request, {
    channelId: channel.id,
    from,
    to,
    firstFrom,
  })) {
    const { requests, records } = repliesOf(page);
    count.histories += 1;
    count.replies += requests;
    count.records += page.fetched + records;
    const reached = page.covered.from;
    if (count.histories === PAGES && reached > from)
      return reckon(count, (to - from) / Math.max(1, to - reached));
  }
  return count;
}

function reckon({ histories, replies, records }: ChannelCount, times: number): ChannelCount {
  const factor = times * BUSIER;
  return {
    histories: Math.ceil(histories * factor),
    replies: Math.ceil(replies * factor),
    records: Math.ceil(records * factor),
  };
}

function countReplies(
  channelId: string,
  book: ThreadBook,
  stale: number,
  { records }: HistoryPage,
): { readonly requests: number; readonly records: number } {
  const threads = records
    .map((record) => wrapMessage(record, { channelId, placement: 'channel' }))
    .filter((message) => {
      const figures = figuresOf(message);
      return message.ts !== undefined && figures !== undefined && book.wants(message.ts, figures, stale);
    })
    .map(({ replyCount }) => replyCount);
  return {
    requests: threads.reduce((sum, replies) => sum + Math.ceil((replies + 1) / FULL_PAGE), 0),
    records: threads.reduce((sum, replies) => sum + replies, 0),
  };
}
