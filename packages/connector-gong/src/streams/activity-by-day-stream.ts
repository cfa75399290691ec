import { type Clock, scopeHash, type SourceRecord, type Stream } from '@etl/core';
import { wrapRecord } from '@etl/core/json';
import type { GongApi } from '../api/gong-api.js';
import { activityByDayTable as table } from '../tables/activity-by-day.js';
import type { DatedOptions } from './dated-options.js';
import { datedStream } from './dated-stream.js';
import { readList } from './read-list.js';
import { readText } from './read-text.js';
import { buildBatch, splitItem } from './wrapped-batch.js';

const DATE_LENGTH = '2026-03-01'.length;

/**
 * What users did with calls, by day. Costs a request for each hundred active users in a window, at least one a window; an
 * idle run reads the look-back, which is one window unless `look_back` is longer than `max_window`.
 */
export function createActivityByDayStream(api: GongApi, clock: Clock, dated: DatedOptions): Stream {
  return datedStream({
    table,
    description: 'Activity of users by day, as ids of calls.',
    scope: scopeHash({}),
    clock,
    dated,
    maxWindow: dated.maxWindow,
    readDates: async function* ({ from, to }, request) {
      const filter = { fromDate: from, toDate: to };
      const path = '/v2/stats/activity/day-by-day';
      const list = { path, itemsKey: 'usersDetailedActivities', body: { filter } };
      for await (const { records: users } of readList(api, request, list)) {
        const days = users.flatMap(splitDays);
        yield buildBatch(table.name, { records: days, fetched: days.length });
      }
    },
  });
}

/** The days stand inside their user, so that each takes the user's id along. */
function splitDays(user: SourceRecord): SourceRecord[] {
  const userId = readText(user, ['userId']);
  const userEmailAddress = readText(user, ['userEmailAddress']);
  return splitItem(user, 'userDailyActivityStats').map((activity) => {
    // The start of the day with the company's own offset: what stands before the time is the company's date.
    const date = readText(activity, ['fromDate'])?.slice(0, DATE_LENGTH);
    return wrapRecord(
      {
        ...(userId === undefined ? {} : { userId }),
        ...(userEmailAddress === undefined ? {} : { userEmailAddress }),
        ...(date === undefined ? {} : { date }),
      },
      'activity',
      activity,
    );
  });
}
