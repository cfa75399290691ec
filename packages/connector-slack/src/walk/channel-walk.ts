import type { Batch, Checkpoint, Instant } from '@etl/core';
import type { Window } from '@etl/connector-kit';
import { readChannelState, type ChannelState } from './channel-state.js';
import { completeSweep, withinHistory } from './checkpoints.js';
import { readHistory, type HistoryPage } from './history.js';
import { buildBatches } from './message-batches.js';
import { isNarrowed, messagesScope, planChannel, type ChannelPlan } from './plan-channel.js';
import { ThreadWalk } from './thread-walk.js';
import { WalkNotes } from './walk-notes.js';
import type { ChannelRead } from './walk-options.js';
import { wrapMessage } from './wrap-message.js';

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
  readonly #notes: WalkNotes;
  readonly #threads: ThreadWalk;

  constructor(read: ChannelRead, state: ChannelState, plan: ChannelPlan) {
    this.#read = read;
    this.#state = state;
    this.#plan = plan;
    this.#notes = new WalkNotes(read, state, plan);
    this.#threads = new ThreadWalk(read, state, this.#notes);
  }

  async *run(): AsyncGenerator<Batch> {
    const { request, options } = this.#read;
    // From here on rows may be there, also if this walk does not come to its first end.
    if (!this.#state.isKnown) yield this.#notes.close();
    for (const window of this.#plan.windows) yield* this.#readWindow(window);
    const isWhole = !isNarrowed(request);
    if (isWhole) yield* this.#threads.recheck();
    this.#notes.book.prune(request.startedAt - options.threadLookBack);
    yield this.#notes.closeWalk(isWhole);
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
    const { records, fetched, swept } = page;
    const place = { channelId: channel.id, placement: 'channel' } as const;
    const messages = records.map((record) => wrapMessage(record, place));
    const sweep = this.#notes.sweeps && swept !== undefined ? this.#notes.beginSweep() : undefined;
    yield* buildBatches({ messages, fetched, sweep }, request.tables);
    yield* this.#threads.takePage(messages, page);
    if (page.isLimited) this.#warnOfLimit();
    yield this.#notes.close(...this.#sweep(page, sweep, readAt), ...this.#cover(page, readAt));
  }

  #cover({ covered }: HistoryPage, readAt: Instant): Checkpoint[] {
    const { channel, options, request } = this.#read;
    if (covered.from >= covered.to) return [];
    const scope = messagesScope(request.tables);
    const { lookBack } = options;
    return [{ kind: 'covered', partition: channel.id, ...covered, readAt, scope, lookBack }];
  }

  #sweep({ swept }: HistoryPage, sweep: string | undefined, readAt: Instant): Checkpoint[] {
    const { channel, request } = this.#read;
    if (sweep === undefined || swept === undefined) return [];
    const within = withinHistory(channel.id, swept);
    return completeSweep({ partition: channel.id, sweep, within, readAt }, request.tables);
  }

  #warnOfLimit(): void {
    const message = `The workspace’s plan hides old messages of the channel ${this.#read.channel.id}.`;
    this.#read.request.report({ type: 'warning', code: 'slack_history_limited', message });
  }
}
