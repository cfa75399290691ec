import type { Duration, Instant, JsonObject, JsonValue } from '@etl/core';
import { isJsonArray, isJsonObject } from '@etl/core/json';
import { instantOfTs } from './message-ts.js';

/** What a thread's first message tells of its replies. */
export interface ThreadFigures {
  readonly replyCount: number;
  /** `ts` of the latest reply; empty where there is none. */
  readonly latestReply: string;
}

interface KnownThread extends ThreadFigures {
  readonly readAt: Instant;
}

const NEVER_READ: KnownThread = { replyCount: -1, latestReply: '', readAt: 0 };

/** Threads older than what is watched that are kept because they are still alive. */
const OLD_THREADS = 200;

/**
 * The threads of a channel that were read, with the figures they had then: a thread whose figures have not changed has no
 * new replies and is not asked for.
 */
export class ThreadBook {
  readonly #threads: Map<string, KnownThread>;

  constructor(value: JsonValue | undefined) {
    this.#threads = new Map(isJsonObject(value) ? Object.entries(value).flatMap(readThread) : []);
  }

  has(rootTs: string): boolean {
    return this.#threads.has(rootTs);
  }

  /** Whether the thread was not read yet, has changed since, or was read before `staleBefore`. */
  wants(rootTs: string, figures: ThreadFigures, staleBefore: Instant): boolean {
    const known = this.#threads.get(rootTs);
    if (known === undefined) return figures.replyCount > 0;
    return (
      known.replyCount !== figures.replyCount ||
      known.latestReply !== figures.latestReply ||
      known.readAt < staleBefore
    );
  }

  /** The thread is about to be read: if that is interrupted, it is known that rows of it may be there. */
  begin(rootTs: string): void {
    if (!this.#threads.has(rootTs)) this.#threads.set(rootTs, NEVER_READ);
  }

  /** The thread was read whole. One without replies need not be known. */
  note(rootTs: string, figures: ThreadFigures, readAt: Instant): void {
    if (figures.replyCount === 0) this.#threads.delete(rootTs);
    else this.#threads.set(rootTs, { ...figures, readAt });
  }

  forget(rootTs: string): void {
    this.#threads.delete(rootTs);
  }

  /** Known threads whose first message lies among these `ts`. */
  within(from: string, to: string): readonly string[] {
    return [...this.#threads.keys()].filter((rootTs) => rootTs >= from && rootTs < to);
  }

  /** Threads that were last read before `staleBefore`. */
  stale(staleBefore: Instant): readonly string[] {
    return [...this.#threads].filter(([, { readAt }]) => readAt < staleBefore).map(([rootTs]) => rootTs);
  }

  /** Keeps what began or was replied to after `watchedFrom`; of what began before, only the liveliest. */
  prune(watchedFrom: Instant): void {
    const old = [...this.#threads]
      .filter(([rootTs]) => (instantOfTs(rootTs) ?? 0) < watchedFrom)
      .sort(([, left], [, right]) => (left.latestReply < right.latestReply ? 1 : -1));
    for (const [place, [rootTs, { latestReply }]] of old.entries()) {
      const isAlive = (instantOfTs(latestReply) ?? 0) >= watchedFrom;
      if (!isAlive || place >= OLD_THREADS) this.#threads.delete(rootTs);
    }
  }

  toJson(): JsonObject {
    return Object.fromEntries(
      [...this.#threads].map(([rootTs, { replyCount, latestReply, readAt }]) => [
        rootTs,
        [replyCount, latestReply, readAt],
      ]),
    );
  }
}

/** When a thread is due to be read whole again although its figures have not changed. */
export function staleBefore(startedAt: Instant, recheckEvery: Duration): Instant {
  return startedAt - recheckEvery + 1;
}

function readThread([rootTs, value]: [string, JsonValue]): [string, KnownThread][] {
  if (!isJsonArray(value)) return [];
  const [replyCount, latestReply, readAt] = value;
  if (typeof replyCount !== 'number' || typeof latestReply !== 'string' || typeof readAt !== 'number')
    return [];
  return [[rootTs, { replyCount, latestReply, readAt }]];
}
