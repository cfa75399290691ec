import { type CallContext, type Window, windowedStream } from '@etl/connector-kit';
import { type Batch, type Clock, type JsonObject, scopeHash, type Stream } from '@etl/core';
import type { GongApi, ListRequest } from '../api/gong-api.js';
import { answeredScorecardsTable as table } from '../tables/answered-scorecards.js';
import { DAY, DAY_IS_OVER, datesAround } from './company-days.js';
import { countPages } from './count-pages.js';
import type { DatedOptions } from './dated-options.js';
import { readList } from './read-list.js';
import { restartExpired } from './restart-expired.js';

/**
 * Reviews by when they were made, manual and automatic ones. Costs a request for each hundred in a window, at least one a
 * window; an idle run reads the look-back, which is one window unless `look_back` is longer than `max_window`.
 *
 * Gong takes whole dates of the company, none that is not over. An instant counts as covered only when its day was over
 * in every time zone; the younger reviews are read along, and again by the next run that finds their days over.
 */
export function createAnsweredScorecardsStream(api: GongApi, clock: Clock, options: DatedOptions): Stream {
  return windowedStream({
    name: table.name,
    description: 'Answered scorecards by when the review was made.',
    tables: [table],
    scope: scopeHash({ review_method: 'BOTH' }),
    start: options.start,
    lookBack: options.lookBack,
    endDelay: DAY_IS_OVER,
    maxWindow: options.maxWindow,
    resolution: DAY,
    concurrency: 3,
    clock,
    readWindow: (window, request) =>
      restartExpired('the answered scorecards', () =>
        readReviews(api, request, buildFilter(window, clock, options)),
      ),
    cost: {
      quota: api.account,
      count: (window, request) =>
        countPages(readList(api, request, listOf(buildFilter(window, clock, options)))),
    },
  });
}

function buildFilter(window: Window, clock: Clock, { timeZone }: DatedOptions): JsonObject {
  const dates = datesAround(window, clock.now(), timeZone);
  // Gong's own default is MANUAL, which would lose every automatic review.
  return { reviewFromDate: dates.from, reviewToDate: dates.to, reviewMethod: 'BOTH' };
}

async function* readReviews(api: GongApi, context: CallContext, filter: JsonObject): AsyncGenerator<Batch> {
  for await (const { records, fetched } of readList(api, context, listOf(filter))) {
    yield { kind: 'batch', table: table.name, records, fetched };
  }
}

function listOf(filter: JsonObject): ListRequest {
  return { path: '/v2/stats/activity/scorecards', itemsKey: 'answeredScorecards', body: { filter } };
}
