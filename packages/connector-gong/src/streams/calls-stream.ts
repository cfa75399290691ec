import { type Window, windowedStream } from '@etl/connector-kit';
import { type Clock, formatInstant, scopeHash, type Stream } from '@etl/core';
import type { GongApi } from '../api/gong-api.js';
import { buildCallsTable } from '../tables/calls.js';
import { transcriptsTable } from '../tables/transcripts.js';
import type { CallsOptions } from './calls-options.js';
import { SECOND } from './call-filter.js';
import { countCallsWindow, readCallsWindow } from './read-calls-window.js';
import { restartExpired } from './restart-expired.js';
import { warnWhenNothingIsVisible } from './warn-nothing-visible.js';

const MINUTE = 60_000;

/** One walk over the calls by when they started, filling `calls` and `transcripts`. */
export function createCallsStream(api: GongApi, clock: Clock, options: CallsOptions): Stream {
  const tables = [buildCallsTable(options), transcriptsTable];
  const partition = options.workspaceId ?? '';
  const stream = windowedStream({
    name: 'calls',
    description: 'Calls by the time they started, with their transcripts.',
    tables,
    partition,
    scope: (wanted) => buildScope(options, wanted),
    start: options.start,
    lookBack: options.lookBack,
    endDelay: 5 * MINUTE,
    maxWindow: options.maxWindow,
    resolution: SECOND,
    // Gong answers in about a second, so this many are needed to use three requests a second.
    concurrency: 3,
    clock,
    readWindow: (window, request) =>
      restartExpired(describe(window), () => readCallsWindow(api, options, window, request)),
    cost: {
      quota: api.account,
      count: (window, request) => countCallsWindow(api, options, window, request),
    },
  });

  return {
    ...stream,
    read: (request) => {
      const neverRead = (request.state.get(partition)?.coverage ?? []).length === 0;
      const items = stream.read(request);
      return neverRead ? warnWhenNothingIsVisible(items, request.report) : items;
    },
  };
}

function describe({ from, to }: Window): string {
  return `the calls from ${formatInstant(from)} to ${formatInstant(to)}`;
}

/** A table selected later must be filled from the start, so the selection is part of what was covered. */
function buildScope(options: CallsOptions, wanted: ReadonlySet<string>): string {
  return scopeHash({
    workspace_id: options.workspaceId ?? null,
    include_private_calls: options.includePrivate,
    content_selector: options.contentSelector,
    tables: [...wanted].sort(),
  });
}
