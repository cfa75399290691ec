import type { Window } from '@etl/connector-kit';
import { formatInstant } from '@etl/core';

/** The finest time that Gong's filters are known to tell apart, in milliseconds. */
export const SECOND = 1000;

/** The range of a filter over instants; `toDateTime` is exclusive. */
export type CallFilter = Readonly<Record<'fromDateTime' | 'toDateTime', string>> &
  Readonly<Partial<Record<'workspaceId', string>>>;

/**
 * Selects calls by when they started. Edges between two seconds move outwards: a call read twice costs nothing, and the
 * filter is never empty (Gong refuses `from` ≥ `to`).
 */
export function buildCallFilter(window: Pick<Window, 'from' | 'to'>, workspaceId?: string): CallFilter {
  return {
    fromDateTime: writeSecond(Math.floor(window.from / SECOND)),
    toDateTime: writeSecond(Math.ceil(window.to / SECOND)),
    ...(workspaceId === undefined ? {} : { workspaceId }),
  };
}

function writeSecond(second: number): string {
  return formatInstant(second * SECOND).replace('.000Z', 'Z');
}
