import { windowedStream } from '@etl/connector-kit';
import { type Clock, type PlanRequest, scopeHash, type Stream } from '@etl/core';
import type { GongApi } from '../api/gong-api.js';
import { buildCallsTable } from '../tables/calls.js';
import { transcriptsTable } from '../tables/transcripts.js';
import type { CallsOptions } from './calls-options.js';
import { readCallsWindow } from './read-calls-window.js';
import { restartExpired } from './restart-expired.js';
import { warnWhenNothingIsVisible } from './warn-nothing-visible.js';

const MINUTE = 60_000;

/** One walk over the calls by when they started, filling `calls` and `transcripts`. */
export function createCallsStream(api: GongApi, clock: Clock, options: CallsOptions): Stream {
  const tables = [buildCallsTable(options), transcriptsTable];
  const partition = options.workspaceId ?? '';
  const everyTable = new Set(tables.map((table) => table.name));

  const streamOf = (wanted: ReadonlySet<string>): Stream =>
    windowedStream({
      name: 'calls',
      description: 'Calls by the time they started, with their transcripts.',
      tables,
      partition,
      scope: buildScope(options, wanted),
      start: options.start,
      lookBack: options.lookBack,
      endDelay: 5 * MINUTE,
      maxWindow: options.maxWindow,
      clock,
      readWindow: (window, request) =>
        restartExpired(window, (part) => readCallsWindow(api, options, part, request)),
    });

  return {
    ...streamOf(everyTable),
    plan: (request: PlanRequest & { readonly tables?: ReadonlySet<string> }) =>
      streamOf(request.tables ?? everyTable).plan(request),
    read: (request) => {
      const neverRead = (request.state.get(partition)?.coverage ?? []).length === 0;
      const items = streamOf(request.tables).read(request);
      return neverRead ? warnWhenNothingIsVisible(items, request.report) : items;
    },
  };
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
