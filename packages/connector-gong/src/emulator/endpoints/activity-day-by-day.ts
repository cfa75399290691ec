import { readMember, readPart } from '../data/record-list.js';
import type { GongContext, GongEndpoint } from '../gong-endpoint.js';
import { respondWithPage } from '../paging/respond-with-page.js';
import { holdsDate, readStatsFilter, type StatsFilter } from './read-stats-filter.js';

/** Users with activity, each with the days that had any, by dates in the company's time zone. */
export const activityDayByDayEndpoint: GongEndpoint = {
  method: 'POST',
  path: '/v2/stats/activity/day-by-day',
  scopes: ['api:stats:user-actions:detailed'],
  respond: (request, context) => {
    const items = groupByUser(context, readStatsFilter(request, context));
    return respondWithPage(request, context, {
      key: 'usersDetailedActivities',
      items,
      total: items.length,
      textOf: (text) => text,
      emptyMessage: 'No user activity found corresponding to the provided filters.',
    });
  },
};

function groupByUser({ data }: GongContext, filter: StatsFilter): string[] {
  const days = data.lists.activityByDay
    .all()
    .filter((text) => holdsDate(filter, (readMember(text, 'activity.fromDate') ?? '').slice(0, 10)))
    .filter((text) => filter.userIds?.has(readMember(text, 'userId') ?? '') ?? true);
  const users = Map.groupBy(days, (text) => readMember(text, 'userId'));
  return [...users.values()].map(buildUser);
}

function buildUser(days: readonly string[]): string {
  const [first = ''] = days;
  const owner = ['userId', 'userEmailAddress'].map((key) => `"${key}":${readPart(first, key) ?? 'null'}`);
  const activities = days.map((day) => readPart(day, 'activity') ?? 'null').join(',');
  return `{${owner.join(',')},"userDailyActivityStats":[${activities}]}`;
}
