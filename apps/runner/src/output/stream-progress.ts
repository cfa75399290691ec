import type { PlannedRead, RunEvent } from '@etl/core';
import { formatCount, formatDuration } from './format-numbers.js';

type StreamEvent = Extract<RunEvent, { readonly source: string }>;
type SourceEvent = Extract<StreamEvent, { readonly type: 'source_event' }>['event'];

/** A shorter wait reads as `0.0 s`. */
const WORTH_TELLING = 100;

/** What one stream's line on the terminal shows. */
export class StreamProgress {
  readonly #startedAt: number;
  #planned = 0;
  #covered = 0;
  #records = 0;
  #committed = 0;
  #requests = 0;
  #quotaWait = 0;
  #outcome: string | undefined;

  constructor(
    readonly name: string,
    startedAt: number,
  ) {
    this.#startedAt = startedAt;
  }

  apply(event: StreamEvent): void {
    if (event.type === 'stream_planned') this.#planned = spanOf(event.reads);
    else if (event.type === 'batch_staged') this.#applyBatch(event.records, event.covered);
    else if (event.type === 'committed') this.#committed = this.#records;
    else if (event.type === 'stream_ended') this.#outcome = event.receipt.outcome;
    else if (event.type === 'source_event') this.#applySourceEvent(event.event);
  }

  /** Records, rate, requests, time waited for the quota and time left, as of `now`. */
  describe(now: number): string {
    const elapsed = Math.max(1, now - this.#startedAt);
    const parts = [
      `${formatCount(this.#records)} records`,
      `${formatCount(Math.round((this.#records * 1000) / elapsed))}/s`,
      `${formatCount(this.#committed)} committed`,
      `${formatCount(this.#requests)} requests`,
    ];
    if (this.#quotaWait >= WORTH_TELLING) parts.push(`${formatDuration(this.#quotaWait)} waiting for quota`);
    if (this.#canEstimate()) parts.push(`about ${formatDuration(this.#timeLeft(elapsed))} left`);
    return `${this.name}  ${this.#outcome ?? 'running'}  ${parts.join(', ')}`;
  }

  #applyBatch(records: number, covered: number): void {
    this.#records += records;
    this.#covered += covered;
  }

  #applySourceEvent(event: SourceEvent): void {
    if (event.type === 'request') this.#requests += 1;
    else if (event.type === 'quota_wait') this.#quotaWait += event.duration;
  }

  #canEstimate(): boolean {
    return this.#outcome === undefined && this.#covered > 0 && this.#covered < this.#planned;
  }

  #timeLeft(elapsed: number): number {
    return (elapsed * (this.#planned - this.#covered)) / this.#covered;
  }
}

function spanOf(reads: readonly PlannedRead[]): number {
  return reads.reduce(
    (total, { from, to }) => total + (from === undefined || to === undefined ? 0 : to - from),
    0,
  );
}
