import type { Batch, Instant } from '@etl/core';
import type { ChannelState } from './channel-state.js';
import { completeSweep, threadsPartition, withinThread } from './checkpoints.js';
import type { HistoryPage } from './history.js';
import { figuresOf, readThread } from './read-thread.js';
import { staleBefore, ThreadBook, type ThreadFigures } from './thread-book.js';
import type { WalkNotes } from './walk-notes.js';
import type { ChannelRead } from './walk-options.js';
import type { WrappedMessage } from './wrap-message.js';

/** An interruption costs at most so many threads. */
const THREADS_BETWEEN_CHECKPOINTS = 25;

const NO_REPLIES: ThreadFigures = { replyCount: 0, latestReply: '' };

/** The threads of a channel, as far as they have to be read. */
export class ThreadWalk {
  readonly #read: ChannelRead;
  readonly #notes: WalkNotes;
  /** Threads of which rows may be there. */
  readonly #known: ThreadBook;
  /** Whether rows may be there of others, too: a backfill knows no thread, and an export not all of its own. */
  readonly #knowsAll: boolean;
  /** Threads' first messages and broadcast replies that the history has shown. */
  readonly #shown = new Set<string>();
  readonly #staleBefore: Instant;
  #threadsRead = 0;

  constructor(read: ChannelRead, state: ChannelState, notes: WalkNotes) {
    const { startedAt, since } = read.request;
    this.#read = read;
    this.#notes = notes;
    this.#known = new ThreadBook(state.threads);
    this.#knowsAll = since === undefined && !(state.isKnown && state.recheckedAt === undefined);
    this.#staleBefore = staleBefore(startedAt, read.options.recheckEvery);
  }

  /** Reads the threads that a page of the history shows to have changed, or to be gone. */
  async *takePage(messages: readonly WrappedMessage[], { swept }: HistoryPage): AsyncGenerator<Batch> {
    const { book, sweeps } = this.#notes;
    const roots = this.#findRoots(messages);
    const wanted = [...roots].filter(([rootTs, figures]) => book.wants(rootTs, figures, this.#staleBefore));
    yield* this.#begin(wanted.map(([rootTs]) => rootTs));
    for (const [rootTs, figures] of wanted) yield* this.#readThread(rootTs, figures);
    const vanished = swept === undefined || !sweeps ? [] : book.within(swept.from, swept.to);
    for (const rootTs of vanished) {
      // The history does not show its first message any more: it is gone, and its replies with it.
      if (!this.#shown.has(rootTs)) yield* this.#readThread(rootTs, NO_REPLIES);
    }
  }

  /** Reads the threads that are due for their age alone. */
  async *recheck(): AsyncGenerator<Batch> {
    for (const rootTs of this.#notes.book.stale(this.#staleBefore))
      yield* this.#readThread(rootTs, undefined);
  }

  /** Messages that begin a thread, or did when they were read last. */
  #findRoots(messages: readonly WrappedMessage[]): ReadonlyMap<string, ThreadFigures> {
    const roots = new Map<string, ThreadFigures>();
    for (const message of messages) {
      const { ts, threadTs, subtype } = message;
      if (ts === undefined) continue;
      const isRoot = ts === threadTs || this.#notes.book.has(ts);
      if (isRoot) roots.set(ts, figuresOf(message));
      if (isRoot || subtype === 'thread_broadcast') this.#shown.add(ts);
    }
    return roots;
  }

  *#begin(threads: readonly string[]): Generator<Batch> {
    const { book } = this.#notes;
    const unknown = threads.filter((rootTs) => !book.has(rootTs));
    for (const rootTs of unknown) book.begin(rootTs);
    if (unknown.length > 0) yield this.#notes.close();
  }

  /** @param figures as the history shows them; absent where it was not asked, so that it may still be there. */
  async *#readThread(rootTs: string, figures: ThreadFigures | undefined): AsyncGenerator<Batch> {
    const { options, channel, request } = this.#read;
    const readAt = options.clock.now();
    const sweep = this.#mayBeGone(rootTs) ? this.#notes.beginSweep() : undefined;
    const found = yield* readThread({
      api: options.api,
      context: request,
      channelId: channel.id,
      rootTs,
      wanted: request.tables,
      sweep,
      shown: this.#shown,
    });
    const current = figures ?? found;
    if (current === undefined) this.#notes.book.forget(rootTs);
    else this.#notes.book.note(rootTs, current, readAt);
    this.#threadsRead += 1;
    // A plan that hides old messages hides old threads as well: what was not shown is not gone for that.
    if (sweep !== undefined && current !== undefined) yield this.#completeThread(rootTs, sweep, readAt);
    else if (this.#threadsRead % THREADS_BETWEEN_CHECKPOINTS === 0) yield this.#notes.close();
  }

  #mayBeGone(rootTs: string): boolean {
    return this.#notes.sweeps && (!this.#knowsAll || this.#known.has(rootTs));
  }

  #completeThread(rootTs: string, sweep: string, readAt: Instant): Batch {
    const { channel, request } = this.#read;
    const partition = threadsPartition(channel.id);
    const within = withinThread(channel.id, rootTs);
    return this.#notes.close(...completeSweep({ partition, sweep, within, readAt }, request.tables));
  }
}
