import type { Source } from '@etl/core';
import type { SimulatedClock } from './simulated-clock.ts';

/** A request as an emulator recorded it. */
export interface SeenRequest {
  readonly path: string;
  /** Absent while it is being answered. */
  readonly status?: number | undefined;
  readonly at: number;
}

/** An emulated account that is read, and what a read of it must cost. */
export interface Account {
  readonly vendor: string;
  readonly clock: SimulatedClock;
  readonly source: Source;
  readonly streams: readonly string[];
  readonly requests: () => readonly SeenRequest[];
  /** Changes a hundredth of the records and lets some time pass. */
  readonly change: () => void;
  /**
   * The fewest requests in which the API tells everything that is there (`full`), and everything that may have changed since
   * a run that has just ended (`idle`) or a while ago (`changed`).
   */
  readonly least: { readonly full: number; readonly idle: number; readonly changed: number };
  /** Milliseconds that the vendor's limits demand for these requests. */
  readonly demandedTime: (requests: readonly SeenRequest[]) => number;
  readonly close: () => Promise<void>;
}

export interface AccountOptions {
  /** Whether the vendor's limits hold; without them the connector is not slowed down. */
  readonly limited: boolean;
}

export const NOW = Date.parse('2026-03-01T12:00:00Z');
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
