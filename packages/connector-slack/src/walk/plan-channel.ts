import { planWindows, type Window } from '@etl/connector-kit';
import { scopeHash, type Instant, type PlanRequest } from '@etl/core';
import type { ChannelState } from './channel-state.js';
import { MESSAGE_TABLES } from './message-batches.js';
import type { WalkOptions } from './walk-options.js';

type PlanOptions = Pick<WalkOptions, 'start' | 'lookBack' | 'threadLookBack' | 'recheckEvery'>;

/** What is to be read of a channel's history. */
export interface ChannelPlan {
  /** The newest first: if a run ends early, what it has read is what people ask about. */
  readonly windows: readonly Window[];
  /** The newest window's first page may reach back to here. */
  readonly watchedFrom: Instant;
  /** Whether all that is watched is read again. */
  readonly isRecheck: boolean;
}

/** A table selected later must be filled from the start, so the selection is part of what was covered. */
export function messagesScope(wanted: ReadonlySet<string> | undefined): string {
  const tables = MESSAGE_TABLES.map(({ name }) => name).filter((name) => wanted?.has(name) !== false);
  return scopeHash({ tables: tables.sort() });
}

/** Whether only a part is read: what is watched beyond the look-back is then left to another run. */
export function isNarrowed({ since, until }: PlanRequest): boolean {
  return since !== undefined || until !== undefined;
}

export function planChannel(options: PlanOptions, state: ChannelState, request: PlanRequest): ChannelPlan {
  const scope = messagesScope(request.tables);
  const coverage = state.coverage.filter((interval) => interval.scope === scope);
  const narrowed = isNarrowed(request);
  const { startedAt } = request;
  const watchedFrom = narrowed ? startedAt : Math.max(options.start, startedAt - options.threadLookBack);
  const wasRead = coverage.length > 0 && !narrowed;
  if (wasRead && state.isArchived) return { windows: [], watchedFrom, isRecheck: false };
  const to = Math.min(startedAt, request.until ?? startedAt);
  const windows = planWindows({
    coverage,
    scope,
    from: request.since ?? options.start,
    to,
    lookBack: options.lookBack,
    maxWindow: Infinity,
  });
  const isRecheck = wasRead && isDue(options, state, startedAt);
  const all = isRecheck ? readAgainFrom(watchedFrom, to, windows) : windows;
  return { windows: all.toReversed(), watchedFrom, isRecheck };
}

function isDue(
  { recheckEvery }: Pick<PlanOptions, 'recheckEvery'>,
  { recheckedAt }: ChannelState,
  startedAt: Instant,
): boolean {
  return recheckedAt === undefined || startedAt - recheckedAt >= recheckEvery;
}

function readAgainFrom(from: Instant, to: Instant, windows: readonly Window[]): Window[] {
  const before = windows
    .filter((window) => window.from < from)
    .map((window) => ({ ...window, to: Math.min(window.to, from) }));
  return [...before, { from, to, reason: 'unsettled', divisible: true }];
}
