import type { CallContext } from '@etl/connector-kit';
import { FatalError, type Instant, type SourceRecord } from '@etl/core';
import { isRefusal } from '../api/failures.js';
import type { SlackPage } from '../api/page.js';
import type { SlackApi } from '../api/slack-api.js';
import { readTs, instantOfTs, tsBefore, tsOfInstant } from './message-ts.js';

/** A stretch of a channel's history. */
export interface HistoryRange {
  readonly channelId: string;
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  /** The first page may reach back as far as this: it costs one request, however much it holds. */
  readonly firstFrom: Instant;
}

/** A page of a channel's history, and what is known with it. */
export interface HistoryPage {
  readonly records: readonly SourceRecord[];
  /** Items counted on the response's own text. */
  readonly fetched: number;
  /** Read whole with this page. Empty when it ends within the millisecond that the page before ended in. */
  readonly covered: { readonly from: Instant; readonly to: Instant };
  /** The `ts` among which everything that exists has been seen; `undefined` where the plan hides old messages. */
  readonly swept: { readonly from: string; readonly to: string } | undefined;
  /** Whether the workspace's plan hides what is older. */
  readonly isLimited: boolean;
}

/**
 * Reads a channel's history, newest first. Each page goes on below the oldest message of the one before, so that no cursor
 * can expire and what is posted meanwhile moves nothing; Slack's cursor serves only where a page is empty and says that
 * there is more.
 *
 * @throws FatalError `paging_loop` when a page shows what was not asked for, or there is no end.
 */
export async function* readHistory(
  api: SlackApi,
  context: CallContext,
  range: HistoryRange,
): AsyncGenerator<HistoryPage> {
  const place = new HistoryPlace(range);
  while (!place.isAtEnd) {
    context.signal.throwIfAborted();
    const page = await fetchPage(api, context, place);
    if (page !== undefined) yield place.take(page);
  }
}

/** @returns nothing when the cursor had expired; then the same is asked for without it. */
async function fetchPage(
  api: SlackApi,
  context: CallContext,
  place: HistoryPlace,
): Promise<SlackPage | undefined> {
  try {
    return await api.fetchHistory(context, place.range);
  } catch (error) {
    if (place.dropCursor() && isRefusal(error, 'invalid_cursor')) return undefined;
    throw error;
  }
}

/** Pages may be empty though more follow; after so many in a row there is no end. */
const EMPTY_PAGES = 50;

/** How far a channel's history has been read. */
class HistoryPlace {
  readonly #channel: string;
  readonly #from: Instant;
  #readFrom: Instant;
  #bound: Instant;
  #sweptTo: string;
  #cursor: string | undefined;
  #emptyPages = 0;
  #isAtEnd: boolean;

  constructor({ channelId, from, to, firstFrom }: HistoryRange) {
    this.#channel = channelId;
    this.#from = from;
    this.#readFrom = Math.min(from, firstFrom);
    this.#bound = to;
    this.#sweptTo = tsOfInstant(to);
    this.#isAtEnd = from >= to;
  }

  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** What to ask for next. */
  get range(): { channel: string; oldest: string; latest: string; cursor: string | undefined } {
    return {
      channel: this.#channel,
      oldest: tsOfInstant(this.#readFrom),
      latest: tsBefore(this.#sweptTo),
      cursor: this.#cursor,
    };
  }

  /** @returns whether there was one. */
  dropCursor(): boolean {
    const hadCursor = this.#cursor !== undefined;
    this.#cursor = undefined;
    return hadCursor;
  }

  take(page: SlackPage): HistoryPage {
    const { records, fetched } = page;
    const times = records.map(readTs).filter((ts) => ts !== undefined);
    const lowest = times.reduce<string | undefined>(
      (low, ts) => (low === undefined || ts < low ? ts : low),
      undefined,
    );
    this.#requireBelow(times);
    const isLimited = page.envelope.is_limited === true;
    const to = { instant: this.#bound, ts: this.#sweptTo };
    this.#goBelow(page, lowest);
    const swept = isLimited ? lowest : this.#sweptTo;
    return {
      records,
      fetched,
      covered: { from: this.#bound, to: to.instant },
      swept: swept === undefined ? undefined : { from: swept, to: to.ts },
      isLimited,
    };
  }

  #goBelow(page: SlackPage, lowest: string | undefined): void {
    if (!page.hasMore) {
      this.#isAtEnd = true;
      this.#bound = Math.min(this.#bound, this.#readFrom);
      this.#sweptTo = tsOfInstant(this.#readFrom);
      return;
    }
    if (lowest === undefined) {
      this.#emptyPages += 1;
      this.#cursor = this.#emptyPages > EMPTY_PAGES ? undefined : page.nextCursor;
      if (this.#cursor === undefined) throw explainNoEnd(this.#sweptTo);
      return;
    }
    this.#cursor = undefined;
    this.#emptyPages = 0;
    this.#sweptTo = lowest;
    // Its millisecond may hold more messages.
    this.#bound = Math.min(this.#bound, (instantOfTs(lowest) ?? 0) + 1);
    this.#isAtEnd = this.#bound <= this.#from;
    this.#readFrom = this.#from;
  }

  #requireBelow(times: readonly string[]): void {
    const outside = times.find((ts) => ts >= this.#sweptTo);
    if (outside === undefined) return;
    throw new FatalError({
      code: 'paging_loop',
      message: `Slack showed the message ${outside} when it was asked for those before ${this.#sweptTo}, so the list would never end.`,
      remedy: 'Slack ignores what it is asked for; report it to the author of the connector.',
    });
  }
}

function explainNoEnd(ts: string): FatalError {
  return new FatalError({
    code: 'paging_loop',
    message: `Slack says that there are messages before ${ts}, and shows none.`,
    remedy: 'Run again; if it stays so, report it to Slack.',
  });
}
