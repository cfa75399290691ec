import type { Instant, JsonObject, JsonValue } from '@etl/core';
import { instantOfTs } from '../../walk/message-ts.js';
import { ThreadBook, type ThreadFigures } from '../../walk/thread-book.js';
import type { WrappedMessage } from '../../walk/wrap-message.js';

interface SeenThread {
  figures: ThreadFigures | undefined;
  replies: number;
  latestReply: string;
}

/**
 * Compares what first messages say of their replies with the replies that the export holds. Only where both agree the thread
 * counts as read: an export of a range may lack replies that its first messages count.
 */
export class ThreadFiguresCheck {
  readonly #watchedFrom: Instant;
  readonly #threads = new Map<string, SeenThread>();

  /** @param watchedFrom threads that began before are not kept: memory stays bounded. */
  constructor(watchedFrom: Instant) {
    this.#watchedFrom = watchedFrom;
  }

  see({ ts, rootTs, replyCount, latestReply }: WrappedMessage): void {
    const isWatched = (instantOfTs(rootTs ?? '') ?? -Infinity) >= this.#watchedFrom;
    if (ts === undefined || rootTs === undefined || !isWatched) return;
    if (ts !== rootTs) this.#seeReply(rootTs, ts);
    else if (replyCount > 0) this.#of(ts).figures = { replyCount, latestReply: latestReply ?? '' };
  }

  #seeReply(rootTs: string, ts: string): void {
    const thread = this.#of(rootTs);
    thread.replies += 1;
    if (ts > thread.latestReply) thread.latestReply = ts;
  }

  #of(rootTs: string): SeenThread {
    const thread = this.#threads.get(rootTs) ?? { figures: undefined, replies: 0, latestReply: '' };
    this.#threads.set(rootTs, thread);
    return thread;
  }

  /** What is known of a channel's threads, with those added that are whole; `undefined` when none is. */
  addTo(known: JsonValue | undefined, readAt: Instant): JsonObject | undefined {
    const book = new ThreadBook(known);
    const whole = [...this.#threads].filter(([rootTs, thread]) => isWhole(thread) && !book.has(rootTs));
    for (const [rootTs, { figures }] of whole) {
      if (figures !== undefined) book.note(rootTs, figures, readAt);
    }
    return whole.length === 0 ? undefined : book.toJson();
  }
}

function isWhole({ figures, replies, latestReply }: SeenThread): boolean {
  return figures?.replyCount === replies && figures.latestReply === latestReply;
}
