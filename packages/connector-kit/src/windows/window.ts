import type { Instant } from '@etl/core';

/** A half-open interval to read in one go. */
export interface Window {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  /** Why: never read, or read too early to be final. */
  readonly reason: 'uncovered' | 'unsettled';
  /** Shorter windows are not made: one that cannot be divided is read whole, however much it holds. */
  readonly divisible: boolean;
}

/** Thrown by `readWindow`, before it has yielded: read this window in `parts` equal parts instead. */
export class SplitWindow extends Error {
  readonly parts: number;

  constructor(parts: number) {
    super(`The window is to be split into ${parts} parts.`);
    this.name = 'SplitWindow';
    this.parts = parts;
  }
}

/**
 * To be called with the first page's count: asks for smaller windows when this one holds more than `limit` records.
 *
 * @throws SplitWindow with as many parts as bring each under `limit`, if records are spread evenly.
 */
export function splitWhenLarge(window: Window, count: number, limit: number): void {
  if (count > limit && window.divisible) throw new SplitWindow(Math.ceil(count / limit));
}
