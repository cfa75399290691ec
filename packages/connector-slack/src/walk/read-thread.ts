import type { CallContext } from '@etl/connector-kit';
import type { Batch } from '@etl/core';
import { FatalError } from '@etl/core';
import { isRefusal } from '../api/failures.js';
import type { SlackPage } from '../api/page.js';
import type { SlackApi } from '../api/slack-api.js';
import { buildBatches } from './message-batches.js';
import type { ThreadFigures } from './thread-book.js';
import { wrapMessage, type WrappedMessage } from './wrap-message.js';

export interface ThreadRead {
  readonly api: SlackApi;
  readonly context: CallContext;
  readonly channelId: string;
  readonly rootTs: string;
  readonly wanted: ReadonlySet<string>;
  readonly sweep: string | undefined;
  /** Messages that the channel's history has shown in this run. */
  readonly shown: ReadonlySet<string>;
}

/** What the first message told of the thread; `undefined` where there is no such thread any more. */
export type ThreadOutcome = ThreadFigures | undefined;

/** Reads a thread whole. Of its messages that stand in the channel too, those that its history has shown are left out. */
export async function* readThread(read: ThreadRead): AsyncGenerator<Batch, ThreadOutcome> {
  const place = new ThreadPlace(read);
  let outcome: ThreadOutcome;
  while (!place.isAtEnd) {
    read.context.signal.throwIfAborted();
    const page = await fetchPage(read, place);
    if (page === 'gone') return undefined;
    if (page === 'place lost') continue;
    const messages = page.records.map((record) => wrapMessage(record, { channelId: read.channelId }));
    place.take(page, messages);
    const root = messages.find(({ ts }) => ts === read.rootTs);
    if (root !== undefined) outcome ??= figuresOf(root);
    const news = messages.filter(({ ts }) => ts === undefined || !read.shown.has(ts));
    const repeated = messages.length - news.length;
    const { wanted, sweep } = read;
    yield* buildBatches({ messages: news, fetched: page.fetched, repeated, sweep }, wanted);
  }
  return outcome;
}

async function fetchPage(
  { api, context }: ThreadRead,
  place: ThreadPlace,
): Promise<SlackPage | 'gone' | 'place lost'> {
  try {
    return await api.fetchReplies(context, place.request);
  } catch (error) {
    if (isRefusal(error, 'thread_not_found')) return 'gone';
    if (isRefusal(error, 'invalid_cursor') && place.dropCursor()) return 'place lost';
    throw error;
  }
}

export function figuresOf({ replyCount, latestReply = '' }: WrappedMessage): ThreadFigures {
  return { replyCount, latestReply };
}

/** Pages may be empty, or come twice; after so many without anything new there is no end. */
const PAGES_WITHOUT_NEWS = 10;

/** How far a thread has been read: the oldest reply comes first. */
class ThreadPlace {
  readonly #channel: string;
  readonly #ts: string;
  #cursor: string | undefined;
  #latest = '';
  /** Of the newest reply that was read: where to go on when the cursor is lost. */
  #oldest: string | undefined;
  #pagesWithoutNews = 0;
  isAtEnd = false;

  constructor({ channelId, rootTs }: ThreadRead) {
    this.#channel = channelId;
    this.#ts = rootTs;
  }

  get request(): { channel: string; ts: string; cursor?: string; oldest?: string } {
    return {
      channel: this.#channel,
      ts: this.#ts,
      ...(this.#cursor === undefined ? {} : { cursor: this.#cursor }),
      ...(this.#oldest === undefined ? {} : { oldest: this.#oldest }),
    };
  }

  /** @returns whether there was one; then the thread goes on behind the latest reply that was read. */
  dropCursor(): boolean {
    if (this.#cursor === undefined) return false;
    this.#cursor = undefined;
    this.#oldest = this.#latest === '' ? undefined : this.#latest;
    return true;
  }

  take({ hasMore, nextCursor }: SlackPage, messages: readonly WrappedMessage[]): void {
    const latest = messages.reduce((last, { ts = '' }) => (ts > last ? ts : last), this.#latest);
    this.#pagesWithoutNews = latest > this.#latest ? 0 : this.#pagesWithoutNews + 1;
    this.#latest = latest;
    this.isAtEnd = !hasMore;
    this.#cursor = nextCursor;
    if (hasMore && (nextCursor === undefined || this.#pagesWithoutNews > PAGES_WITHOUT_NEWS))
      throw explainNoEnd(this.#ts);
  }
}

function explainNoEnd(rootTs: string): FatalError {
  return new FatalError({
    code: 'paging_loop',
    message: `Slack says that the thread ${rootTs} goes on, and shows nothing more of it.`,
    remedy: 'Run again; if it stays so, report it to Slack.',
  });
}
