import type { Window } from '@etl/connector-kit';
import { formatInstant, type JsonObject } from '@etl/core';

const SECOND = 1000;

/**
 * Selects calls by when they started. Only whole seconds are known to be understood, so the edges move outwards: a call
 * read twice costs nothing, and the filter is never empty (Gong refuses `from` ≥ `to`).
 */
export function buildCallFilter(window: Pick<Window, 'from' | 'to'>, workspaceId?: string): JsonObject {
  return {
    fromDateTime: writeSecond(Math.floor(window.from / SECOND)),
    toDateTime: writeSecond(Math.ceil(window.to / SECOND)),
    ...(workspaceId === undefined ? {} : { workspaceId }),
  };
}

function writeSecond(second: number): string {
  return formatInstant(second * SECOND).replace('.000Z', 'Z');
}
