import type { Batch, Checkpoint, Instant } from '@etl/core';
import type { Window } from '@etl/connector-kit';
import { readChannelState, writeChannelState, type ChannelState } from './channel-state.js';
import {
  checkpointBatch,
  completeSweep,
  threadsPartition,
  withinHistory,
  withinThread,
} from './checkpoints.js';
import { readHistory, type HistoryPage } from './history.js';
import { buildBatches } from './message-batches.js';
import { isNarrowed, messagesScope, planChannel, type ChannelPlan } from './plan-channel.js';
import { figuresOf, readThread } from './read-thread.js';
import { staleBefore, ThreadBook, type ThreadFigures } from './thread-book.js';
import type { ChannelRead } from './walk-options.js';
import { wrapMessage, type WrappedMessage } from './wrap-message.js';

/** An interruption costs at most so many threads. */
const THREADS_BETWEEN_CHECKPOINTS = 25;

/**
 * Reads what is due of a channel: its history, newest first, and of the threads that it shows those that have changed. A
 * stretch of history is covered only when the replies of all threads that begin in it were yielded (Invariant 2).
 */
export async function* walkChannel(read: ChannelRead): AsyncGenerator<Batch> {
  const state = readChannelState(read.request.state, read.channel);
  const plan = planChannel(read.options, state, read.request);
  if (plan.windows.length > 0) yield* new ChannelWalk(read, state, plan).run();
}

class ChannelWalk {
  readonly #read: ChannelRead;
  readonly #state: ChannelState;
  readonly #plan: ChannelPlan;
  readonly #book: ThreadBook;
  /** Nothing can be gone of what was never read, and sweeps cost the destination time. */
  readonly #sweeps: boolean;
  /** Threads' first messages and broadcast replies that the history has shown. */
  readonly #shown = new Set<string>();
  readonly #staleBefore: Instant;
  #threadsRead = 0;
  #sweepsBegun = 0;

  constructor(read: ChannelRead, state: ChannelState, plan: ChannelPlan) {
    const { startedAt, since } = read.request;
    this.#read = read;
    this.#state = state;
    this.#plan = plan;
    this.#book = new ThreadBook(state.threads);
    this.#sweeps = state.coverage.length > 0 || since !== undefined;
    this.#staleBefore = staleBefore(startedAt, read.options.recheckEvery);
  }

  async *run(): AsyncGenerator<Batch> {
    for (const window of this.#plan.windows) yield* this.#readWindow(window);
    const { request, options } = this.#read;
    const isWhole = !isNarrowed(request);
    if (isWhole) yield* this.#recheckThreads();
    this.#book.prune(request.startedAt - options.threadLookBack);
    yield this.#close([this.#resume(isWhole)]);
  }

  async *#readWindow({ from, to }: Window): AsyncGenerator<Batch> {
    const { options, channel, request } = this.#read;
    const readAt = options.clock.now();
    const isNewest = to === this.#plan.windows[0]?.to;
    const firstFrom = isNewest ? Math.min(from, this.#plan.watchedFrom) : from;
    const range = { channelId: channel.id, from, to, firstFrom };
    for await (const page of readHistory(options.api, request, range)) yield* this.#takePage(page, readAt);
  }

  async *#takePage(page: HistoryPage, readAt: Instant): AsyncGenerator<Batch> {
    const { channel, request } = this.#read;
    const messages = page.records.map((record) =>
      wrapMessage(record, { channelId: channel.id, placement: 'channel' }),
    );
    const { fetched } = page;
    const sweep = this.#sweeps && page.swept !== undefined ? this.#beginSweep() : undefined;
    yield* buildBatches({ messages, fetched, sweep }, request.tables);
    yield* this.#readThreads(messages, page);
    if (page.isLimited) this.#warnOfLimit();
    yield this.#close([
      ...this.#sweepHistory(page, sweep, readAt),
      this.#resume(false),
      ...this.#cover(page, readAt),
    ]);
  }

  async *#readThreads(messages: readonly WrappedMessage[], { swept }: HistoryPage): AsyncGenerator<Batch> {
    const roots = this.#findRoots(messages);
    for (const [rootTs, figures] of roots) {
      if (this.#book.wants(rootTs, figures, this.#staleBefore)) yield* this.#readThread(rootTs, figures);
    }
    const vanished = swept === undefined || !this.#sweeps ? [] : this.#book.within(swept.from, swept.to);
    for (const rootTs of vanished) {
      // The history does not show its first message any more: it is gone, and its replies with it.
      if (!this.#shown.has(rootTs)) yield* this.#readThread(rootTs, NO_REPLIES);
    }
  }

  /** Messages that begin a thread, or did when they were read last. */
  #findRoots(messages: readonly WrappedMessage[]): ReadonlyMap<string, ThreadFigures> {
    const roots = new Map<string, ThreadFigures>();
    for (const message of messages) {
      const { ts, threadTs, subtype } = message;
      if (ts === undefined) continue;
      const isRoot = ts === threadTs || this.#book.has(ts);
      if (isRoot) roots.set(ts, figuresOf(message));
      if (isRoot || subtype === 'thread_broadcast') this.#shown.add(ts);
    }
    return roots;
  }

  async *#recheckThreads(): AsyncGenerator<Batch> {
    for (const rootTs of this.#book.stale(this.#staleBefore)) yield* this.#readThread(rootTs, undefined);
  }

  /** @param figures as the history shows them; absent where it was not asked, so that it may still be there. */
  async *#readThread(rootTs: string, figures: ThreadFigures | undefined): AsyncGenerator<Batch> {
    const { options, channel, request } = this.#read;
    const readAt = options.clock.now();
    const mayBeGone = this.#sweeps && this.#book.has(rootTs);
    const sweep = mayBeGone ? this.#beginSweep() : undefined;
    const { api } = options;
    const shown = this.#shown;
    const thread = {
      api,
      context: request,
      channelId: channel.id,
      rootTs,
      wanted: request.tables,
      sweep,
      shown,
    };
    const found = yield* readThread(thread);
    const current = figures ?? found;
    if (current === undefined) this.#book.forget(rootTs);
    else this.#book.note(rootTs, current, readAt);
    this.#threadsRead += 1;
    // A plan that hides old messages hides old threads as well: what was not shown is not gone for that.
    const isWhole = sweep !== undefined && current !== undefined;
    const partition = threadsPartition(channel.id);
    const swept = isWhole
      ? completeSweep({ partition, sweep, within: withinThread(channel.id, rootTs), readAt }, request.tables)
      : [];
    if (swept.length > 0 || this.#threadsRead % THREADS_BETWEEN_CHECKPOINTS === 0)
      yield this.#close([...swept, this.#resume(false)]);
  }

  #close(checkpoints: readonly Checkpoint[]): Batch {
    return checkpointBatch(checkpoints, this.#read.request.tables);
  }

  #cover({ covered }: HistoryPage, readAt: Instant): Checkpoint[] {
    const { channel, options, request } = this.#read;
    if (covered.from >= covered.to) return [];
    const scope = messagesScope(request.tables);
    return [
      { kind: 'covered', partition: channel.id, ...covered, readAt, scope, lookBack: options.lookBack },
    ];
  }

  #sweepHistory({ swept }: HistoryPage, sweep: string | undefined, readAt: Instant): Checkpoint[] {
    const { channel, request } = this.#read;
    if (sweep === undefined || swept === undefined) return [];
    const within = withinHistory(channel.id, swept);
    return completeSweep({ partition: channel.id, sweep, within, readAt }, request.tables);
  }

  /** Each has a name of its own: what one has seen is forgotten with its end, also when others end in the same commit. */
  #beginSweep(): string {
    this.#sweepsBegun += 1;
    return `${this.#read.channel.id} ${this.#sweepsBegun}`;
  }

  /** A sweep's end forgets the resume value of its partition, so this comes after it. */
  #resume(isWhole: boolean): Checkpoint {
    const { channel, request } = this.#read;
    const wasRechecked = isWhole && (this.#plan.isRecheck || this.#state.coverage.length === 0);
    const value = writeChannelState({
      threads: this.#book.toJson(),
      recheckedAt: wasRechecked ? request.startedAt : this.#state.recheckedAt,
      isArchived: isWhole && channel.isArchived,
    });
    return { kind: 'resume', partition: threadsPartition(channel.id), value };
  }

  #warnOfLimit(): void {
    const message = `The workspace’s plan hides old messages of the channel ${this.#read.channel.id}.`;
    this.#read.request.report({ type: 'warning', code: 'slack_history_limited', message });
  }
}

const NO_REPLIES: ThreadFigures = { replyCount: 0, latestReply: '' };
