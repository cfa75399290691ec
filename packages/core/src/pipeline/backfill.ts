import type { Batch } from '../contracts/batch.js';
import type { Checkpoint } from '../contracts/checkpoint.js';
import type { Session, StreamKey, Writer } from '../contracts/destination.js';
import type { Instant } from '../contracts/instant.js';
import type { CommitReceipt } from '../contracts/receipt.js';
import type { Stream } from '../contracts/stream.js';
import {
  backfillPartition,
  partitionsOfBackfill,
  stateOfBackfill,
  type BackfillRange,
} from '../state/backfill-state.js';
import type { ReadingMode } from './reading-mode.js';

/**
 * Reads a range again, whatever is covered. What it has read it keeps in partitions of its own until it has finished, so
 * that it goes on after a kill; it holds a lease of its own, so that ordinary runs go on beside it.
 */
export function backfillMode(range: BackfillRange): ReadingMode {
  return {
    leaseOf: ({ source, stream }) => ({ source, stream: `${stream}#backfill` }),
    view: (state) => stateOfBackfill(state, range),
    range: { since: range.from, until: range.to },
    wrap: (writer) => new BackfillWriter(writer, range),
    finish: (session, stream) => forget(session, stream, range),
    mark: { backfill: range },
  };
}

/** Whether a stream reads by time, so that a range of it can be read again. A list that is read whole has no ranges. */
export function canBackfill(stream: Stream, startedAt: Instant): boolean {
  return stream.plan({ state: new Map(), startedAt }).every(({ reason }) => reason !== 'snapshot');
}

async function forget(session: Session, stream: StreamKey, range: BackfillRange): Promise<void> {
  const state = await session.readState(stream);
  for (const partition of partitionsOfBackfill(state, range)) await session.resetState(stream, partition);
}

/** Commits what a backfill has read both as its own progress and as the stream's. */
class BackfillWriter implements Writer {
  readonly #writer: Writer;
  readonly #range: BackfillRange;

  constructor(writer: Writer, range: BackfillRange) {
    this.#writer = writer;
    this.#range = range;
  }

  get pending(): Writer['pending'] {
    return this.#writer.pending;
  }

  stage(batch: Batch): Promise<void> {
    return this.#writer.stage(
      batch.sweep === undefined ? batch : { ...batch, sweep: this.#own(batch.sweep) },
    );
  }

  commit(checkpoints: readonly Checkpoint[]): Promise<CommitReceipt> {
    return this.#writer.commit(checkpoints.flatMap((checkpoint) => this.#divide(checkpoint)));
  }

  close(): Promise<void> {
    return this.#writer.close();
  }

  /**
   * Covered intervals add to what is known, so they go to both. Where a walk goes on is the backfill's own affair, and so
   * is its sweep: an ordinary run beside it has a walk and a sweep of its own.
   */
  #divide(checkpoint: Checkpoint): Checkpoint[] {
    const partition = this.#own(checkpoint.partition);
    switch (checkpoint.kind) {
      case 'covered':
        return [checkpoint, { ...checkpoint, partition }];
      case 'resume':
        return [{ ...checkpoint, partition }];
      case 'complete':
        return [{ ...checkpoint, partition, sweep: this.#own(checkpoint.sweep) }];
    }
  }

  #own(name: string): string {
    return backfillPartition(this.#range, name);
  }
}
