import fc from 'fast-check';
import type { CoveredCheckpoint } from '../../contracts/checkpoint.js';
import type { Coverage } from '../../contracts/state.js';
import type { Interval } from '../interval.js';

/** A short line of instants, on which every operation can be done one instant at a time. */
export const LENGTH = 24;
export const LINE = Array.from({ length: LENGTH }, (_, instant) => instant);
export const SCOPES = ['a', 'b'] as const;

/** By scope: when each instant was last read. */
export class NaiveCoverage {
  readonly #lastRead = new Map<string, (number | undefined)[]>();

  apply({ from, to, readAt, scope }: CoveredCheckpoint): void {
    const line = this.#lastRead.get(scope) ?? LINE.map(() => undefined);
    this.#lastRead.set(
      scope,
      line.map((known, instant) =>
        instant >= from && instant < to ? Math.max(known ?? -Infinity, readAt) : known,
      ),
    );
  }

  covered(scope: string): number[] {
    return LINE.filter((instant) => this.lastRead(scope, instant) !== undefined);
  }

  /** The whole millisecond must lie the look-back behind the reading. */
  unsettled(scope: string, lookBack: number): number[] {
    return this.covered(scope).filter(
      (instant) => (this.lastRead(scope, instant) ?? -Infinity) < instant + 1 + lookBack,
    );
  }

  lastRead(scope: string, instant: number): number | undefined {
    return this.#lastRead.get(scope)?.[instant];
  }
}

export function instantsOf(intervals: readonly Interval[]): number[] {
  return LINE.filter((instant) => intervals.some(({ from, to }) => instant >= from && instant < to));
}

/** What coverage claims at least about one instant, read by its contract. */
export function claimedRead(coverage: Coverage, scope: string, instant: number): number | undefined {
  const interval = coverage.find(
    ({ from, to, scope: own }) => own === scope && from <= instant && instant < to,
  );
  return interval && Math.max(interval.readAt, instant + (interval.lag ?? -Infinity));
}

export function coveredCheckpoint(lookBack: number): fc.Arbitrary<CoveredCheckpoint> {
  return fc
    .record({
      start: fc.nat(LENGTH - 1),
      length: fc.integer({ min: 1, max: LENGTH }),
      readAt: fc.integer({ min: -2, max: 2 * LENGTH }),
      scope: fc.constantFrom(...SCOPES),
    })
    .map(({ start, length, readAt, scope }) => ({
      kind: 'covered',
      partition: '',
      from: start,
      to: Math.min(LENGTH, start + length),
      readAt,
      scope,
      lookBack,
    }));
}
