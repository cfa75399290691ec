import type { Batch, Checkpoint, CoveredCheckpoint, Duration, Instant, ReadRequest } from '@etl/core';
import { readChannelState, writeChannelState } from '../../walk/channel-state.js';
import { threadsPartition } from '../../walk/checkpoints.js';
import { instantOfTs } from '../../walk/message-ts.js';
import { wrapMessage } from '../../walk/wrap-message.js';
import type { DayFile, DayFiles } from '../layout/day-files.js';
import { readArray } from '../text/read-array.js';
import type { ZipArchive } from '../zip/zip-archive.js';
import { MessageBatches } from './message-batches.js';
import { doneCheckpoint } from './partitions.js';
import { leftOut, type MessageSelection } from './select-messages.js';
import { ThreadFiguresCheck } from './thread-figures.js';

/** An interruption costs at most about so many messages of a large conversation. */
const CHECKPOINT_AFTER = 50_000;

export interface ConversationToRead extends MessageSelection {
  readonly archive: ZipArchive;
  readonly id: string;
  readonly days: DayFiles;
  /** Its newest day. */
  readonly lastDay: DayFile;
  /** From here on the export is whole. */
  readonly wholeFrom: Instant;
  readonly scope: string;
  readonly lookBack: Duration;
  /** Threads that began so long before the export was made are watched for late replies. */
  readonly threadLookBack: Duration;
  /** Kept with the last batch: which export was read here. */
  readonly digest: string;
}

/**
 * The messages of one conversation that are to be read, day by day. The last batch covers them, as read when the newest message
 * in the conversation's folder was sent: the export was made after that, and nothing proves how long after.
 *
 * @throws FatalError when a day file is of no use or the ZIP changes; what was yielded stays uncovered then.
 */
export function readConversation(options: ConversationToRead, request: ReadRequest): AsyncGenerator<Batch> {
  return new ConversationReading(options, request).read();
}

class ConversationReading {
  readonly #options: ConversationToRead;
  readonly #request: ReadRequest;
  readonly #batches = new MessageBatches();
  readonly #threads: ThreadFiguresCheck;
  /** The export was made after this. */
  #madeAfter: Instant;
  #sinceCheckpoint = 0;

  constructor(options: ConversationToRead, request: ReadRequest) {
    this.#options = options;
    this.#request = request;
    this.#madeAfter = Math.min(options.lastDay.earliest, request.startedAt);
    this.#threads = new ThreadFiguresCheck(this.#madeAfter - options.threadLookBack);
  }

  async *read(): AsyncGenerator<Batch> {
    const { days, plan, until, archive } = this.#options;
    for (const day of days.from(plan.intervals[0]?.from ?? Infinity)) {
      if (day.earliest >= until) break;
      this.#request.signal.throwIfAborted();
      yield* this.#checkpointBefore(day);
      yield* this.#readDay(day);
    }
    await archive.expectUnchanged();
    yield* this.#batches.take(this.#finish());
  }

  /** Later files hold nothing older. What is covered on the way counts as read a moment before the last day began. */
  async *#checkpointBefore(day: DayFile): AsyncGenerator<Batch> {
    if (this.#sinceCheckpoint < CHECKPOINT_AFTER) return;
    await this.#options.archive.expectUnchanged();
    this.#sinceCheckpoint = 0;
    yield* this.#batches.take(this.#cover(day.earliest, this.#options.lastDay.earliest - 1));
  }

  async *#readDay(day: DayFile): AsyncGenerator<Batch> {
    const { archive, id } = this.#options;
    for await (const records of readArray(archive, day.entry)) {
      this.#request.signal.throwIfAborted();
      this.#batches.countFetched(records.length);
      this.#sinceCheckpoint += records.length;
      for (const record of records) {
        const message = wrapMessage(record, { channelId: id });
        const at = instantOfTs(message.ts ?? '');
        const isMisplaced = at !== undefined && (at < day.earliest || at >= day.latest);
        this.#threads.see(message);
        if (at !== undefined && !isMisplaced) this.#seeAt(at);
        this.#batches.add(message, leftOut(message, at, isMisplaced, this.#options));
      }
      if (this.#batches.isFull) yield* this.#batches.take();
    }
  }

  #seeAt(at: Instant): void {
    if (at > this.#madeAfter) this.#madeAfter = Math.min(at, this.#request.startedAt);
  }

  #finish(): Checkpoint[] {
    const { id, digest } = this.#options;
    const covered = this.#cover(this.#madeAfter, this.#madeAfter);
    return [
      ...covered,
      ...this.#noteThreads(),
      doneCheckpoint(id, { digest, isCovering: covered.length > 0 }),
    ];
  }

  #noteThreads(): Checkpoint[] {
    const { id } = this.#options;
    const known = readChannelState(this.#request.state, { id });
    const threads = this.#threads.addTo(known.threads, this.#madeAfter);
    if (threads === undefined) return [];
    return [
      { kind: 'resume', partition: threadsPartition(id), value: writeChannelState({ ...known, threads }) },
    ];
  }

  /** What was planned and lies before `to`, as far as the export is whole there. */
  #cover(to: Instant, readAt: Instant): CoveredCheckpoint[] {
    const { plan, id, wholeFrom, scope, lookBack } = this.#options;
    return plan.intervals
      .map((interval) => ({ from: Math.max(interval.from, wholeFrom), to: Math.min(interval.to, to) }))
      .filter((interval) => interval.from < interval.to)
      .map((interval) => ({ kind: 'covered', partition: id, ...interval, readAt, scope, lookBack }));
  }
}
