import { type Clock, scopeHash, type Stream } from '@etl/core';
import { wrapRecord } from '@etl/core/json';
import type { GongApi } from '../api/gong-api.js';
import { interactionStatsTable as table } from '../tables/interaction-stats.js';
import { DAY } from './company-days.js';
import type { DatedOptions } from './dated-options.js';
import { datedStream } from './dated-stream.js';
import { readList } from './read-list.js';
import { buildBatch } from './wrapped-batch.js';

/**
 * How users talk, by day. Gong gives one figure per user for whatever range is asked for, and figures of days can be
 * put together to longer ones but not taken apart: so each request asks for one day, at least one a day since
 * `start_date`, and an idle run for those of the look-back.
 */
export function createInteractionStatsStream(api: GongApi, clock: Clock, dated: DatedOptions): Stream {
  return datedStream({
    table,
    description: 'Interaction statistics by user and day.',
    scope: scopeHash({ grain: 'day' }),
    clock,
    dated,
    maxWindow: DAY,
    readDates: async function* ({ from, to }, request) {
      const filter = { fromDate: from, toDate: to };
      const list = { path: '/v2/stats/interaction', itemsKey: 'peopleInteractionStats', body: { filter } };
      for await (const page of readList(api, request, list)) {
        yield buildBatch(table.name, page, (stats) => wrapRecord({ date: from }, 'stats', stats));
      }
    },
  });
}
