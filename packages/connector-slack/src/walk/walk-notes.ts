import type { Batch, Checkpoint } from '@etl/core';
import { writeChannelState, type ChannelState } from './channel-state.js';
import { checkpointBatch, threadsPartition } from './checkpoints.js';
import type { ChannelPlan } from './plan-channel.js';
import { ThreadBook } from './thread-book.js';
import type { ChannelRead } from './walk-options.js';

/** What a walk over a channel keeps in mind, and how it is written down. */
export class WalkNotes {
  readonly book: ThreadBook;
  /** Nothing can be gone of what was never read, and sweeps cost the destination time. */
  readonly sweeps: boolean;
  readonly #read: ChannelRead;
  readonly #state: ChannelState;
  readonly #plan: ChannelPlan;
  #sweepsBegun = 0;

  constructor(read: ChannelRead, state: ChannelState, plan: ChannelPlan) {
    this.#read = read;
    this.#state = state;
    this.#plan = plan;
    this.book = new ThreadBook(state.threads);
    this.sweeps = state.isKnown || read.request.since !== undefined;
  }

  /** Each sweep has a name of its own: what one has seen is forgotten with its end, also when others end in the same commit. */
  beginSweep(): string {
    this.#sweepsBegun += 1;
    return `${this.#read.channel.id} ${this.#sweepsBegun}`;
  }

  /** A batch with these checkpoints, and what is known now. A sweep's end forgets that, so it comes after. */
  close(...checkpoints: readonly Checkpoint[]): Batch {
    return this.#write(checkpoints, this.#state.recheckedAt, false);
  }

  /** The batch that ends the walk. */
  closeWalk(isWhole: boolean): Batch {
    const { channel, request } = this.#read;
    const wasRechecked = isWhole && (this.#plan.isRecheck || this.#state.coverage.length === 0);
    const recheckedAt = wasRechecked ? request.startedAt : this.#state.recheckedAt;
    return this.#write([], recheckedAt, isWhole && channel.isArchived);
  }

  #write(
    checkpoints: readonly Checkpoint[],
    recheckedAt: ChannelState['recheckedAt'],
    isArchived: boolean,
  ): Batch {
    const { channel, request } = this.#read;
    const value = writeChannelState({ threads: this.book.toJson(), recheckedAt, isArchived });
    const resume: Checkpoint = { kind: 'resume', partition: threadsPartition(channel.id), value };
    return checkpointBatch([...checkpoints, resume], request.tables);
  }
}
