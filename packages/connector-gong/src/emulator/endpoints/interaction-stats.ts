import { readMember, readPart } from '../data/record-list.js';
import type { GongContext, GongEndpoint } from '../gong-endpoint.js';
import { respondWithPage } from '../paging/respond-with-page.js';
import { holdsDate, readStatsFilter, type StatsFilter } from './read-stats-filter.js';

/** One record per user for the whole range, by dates in the company's time zone. */
export const interactionStatsEndpoint: GongEndpoint = {
  method: 'POST',
  path: '/v2/stats/interaction',
  scopes: ['api:stats:interaction'],
  respond: (request, context) => {
    const filter = readStatsFilter(request, context);
    const items = summarise(context, filter);
    return respondWithPage(request, context, {
      key: 'peopleInteractionStats',
      items,
      total: items.length,
      textOf: (text) => text,
      envelope: { fromDateTime: filter.from, toDateTime: filter.to, timeZone: context.timeZone },
      emptyMessage: 'No interaction stats found corresponding to the provided filters.',
    });
  },
};

function summarise({ data }: GongContext, filter: StatsFilter): string[] {
  const days = data.lists.interactionStats
    .all()
    .filter((text) => holdsDate(filter, readMember(text, 'date') ?? ''))
    .map((text) => readPart(text, 'stats') ?? 'null')
    .filter((stats) => filter.userIds?.has(readMember(stats, 'userId') ?? '') ?? true);
  const users = Map.groupBy(days, (stats) => readMember(stats, 'userId'));
  return [...users.values()].map((group) => (group.length === 1 ? (group[0] ?? '') : average(group)));
}

interface UserStats {
  readonly personInteractionStats: readonly { readonly name: string; readonly value: number }[];
}

/** Days travel as they stand; figures of several are averaged, which is as good as what Gong does for a test. */
function average(group: readonly string[]): string {
  const days = group.map((text) => JSON.parse(text) as UserStats);
  const figures = Map.groupBy(
    days.flatMap(({ personInteractionStats }) => personInteractionStats),
    ({ name }) => name,
  );
  const personInteractionStats = [...figures].map(([name, values]) => ({
    name,
    value: values.reduce((sum, { value }) => sum + value, 0) / values.length,
  }));
  return JSON.stringify({ ...days[0], personInteractionStats });
}
