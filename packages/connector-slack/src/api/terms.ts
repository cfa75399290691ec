import type { Quota } from '@etl/connector-kit';
import type { Clock, Duration } from '@etl/core';

/** Messages that a page has at most under the limited terms. */
export const LIMITED_PAGE = 15;
/** Requests per second under the limited terms: one a minute, less what Slack may count differently. */
export const LIMITED_PER_SECOND = 0.95 / 60;
const LIMITED_WAIT: Duration = Math.ceil(1000 / LIMITED_PER_SECOND);

/** After so few answers a second 429 can only come from a limit of a request or so a minute. */
const FEW = 2;

export interface TermsOptions {
  readonly quota: Quota;
  /** Requests per second under the full terms. */
  readonly perSecond: number;
  readonly clock: Clock;
}

/**
 * Finds out by which terms Slack lets the app read messages, and paces it so. Commercial apps outside the Marketplace have
 * one request a minute with 15 messages; no answer says so. A page of exactly 15 that has more behind it shows it before
 * the first refusal, two refusals with hardly an answer between them show it otherwise, and a longer page shows the
 * opposite.
 */
export class Terms {
  readonly #options: TermsOptions;
  #isLimited = false;
  #answersSinceRefusal = Infinity;

  constructor(options: TermsOptions) {
    this.#options = options;
  }

  /** Tells of an answer's status. */
  observe(status: number): void {
    if (status !== 429) {
      this.#answersSinceRefusal += 1;
      return;
    }
    if (this.#answersSinceRefusal <= FEW) this.#limit();
    this.#answersSinceRefusal = 0;
  }

  /** Tells of a page of messages, of which far more had been asked for. */
  seePage(messages: number, hasMore: boolean): void {
    if (messages > LIMITED_PAGE + 1) this.#unlimit();
    else if (messages >= LIMITED_PAGE && hasMore) this.#limit();
  }

  #limit(): void {
    if (this.#isLimited) return;
    this.#isLimited = true;
    const { quota, clock } = this.#options;
    quota.learn(LIMITED_PER_SECOND);
    // The request that showed it was this minute's.
    quota.pause(clock.now() + LIMITED_WAIT);
  }

  #unlimit(): void {
    if (!this.#isLimited) return;
    this.#isLimited = false;
    this.#options.quota.learn(this.#options.perSecond);
  }
}
