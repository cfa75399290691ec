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

export interface ChannelCount {
  readonly histories: number;
  readonly messages: number;
  /** How many replies each thread has that would be read. */
  readonly threads: readonly number[];
  /** Messages of the smallest page that had more behind it: under the limited terms pages are short. */
  readonly page: number;
}

const NOTHING: ChannelCount = { histories: 0, messages: 0, threads: [], page: Infinity };

/** What a walk over the channel would cost now. Slack has no counts, so its latest pages are read, and no reply. */
export async function countChannel(read: ChannelRead): Promise<ChannelCount> {
  const { options, channel, request } = read;
  const state = readChannelState(request.state, channel);
  const plan = planChannel(options, state, request);
  if (plan.windows.length === 0) return NOTHING;
  const book = new ThreadBook(state.threads);
  const stale = staleBefore(request.startedAt, options.recheckEvery);
  // Of threads that are read again for their age alone a page each is reckoned.
  let count: ChannelCount = { ...NOTHING, threads: book.stale(stale).map(() => 0) };
  for (const window of plan.windows) {
    const counted = await countWindow(read, plan, window, (page) =>
      findThreads(channel.id, book, stale, page),
    );
    count = addCounts(count, counted);
  }
  return count;
}

export function addCounts(left: ChannelCount, right: ChannelCount): ChannelCount {
  return {
    histories: left.histories + right.histories,
    messages: left.messages + right.messages,
    threads: [...left.threads, ...right.threads],
    page: Math.min(left.page, right.page),
  };
}

async function countWindow(
  { options, channel, request }: ChannelRead,
  { windows, watchedFrom }: ChannelPlan,
  { from, to }: Window,
  threadsOf: (page: HistoryPage) => readonly number[],
): Promise<ChannelCount> {
  const firstFrom = to === windows[0]?.to ? Math.min(from, watchedFrom) : from;
  const range = { channelId: channel.id, from, to, firstFrom };
  let count = NOTHING;
  for await (const page of readHistory(options.api, request, range)) {
    const reached = page.covered.from;
    const size = reached > firstFrom && page.fetched > 0 ? page.fetched : Infinity;
    const found = { histories: 1, messages: page.fetched, threads: threadsOf(page), page: size };
    count = addCounts(count, found);
    if (count.histories === PAGES && reached > from)
      return reckon(count, Math.ceil(((to - from) / Math.max(1, to - reached)) * BUSIER));
  }
  return count;
}

function reckon({ histories, messages, threads, page }: ChannelCount, times: number): ChannelCount {
  return {
    histories: histories * times,
    messages: messages * times,
    threads: Array.from({ length: times }, () => threads).flat(),
    page,
  };
}

function findThreads(
  channelId: string,
  book: ThreadBook,
  stale: number,
  { records }: HistoryPage,
): readonly number[] {
  return records
    .map((record) => wrapMessage(record, { channelId, placement: 'channel' }))
    .filter((message) => message.ts !== undefined && book.wants(message.ts, figuresOf(message), stale))
    .map(({ replyCount }) => replyCount);
}
