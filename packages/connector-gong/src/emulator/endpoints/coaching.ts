import { Refusal } from '@etl/emulator-kit';
import { readMember, readPart } from '../data/record-list.js';
import type { GongContext, GongEndpoint } from '../gong-endpoint.js';
import { isWithin, readRange } from '../paging/read-filter.js';
import { respondWithItems } from '../paging/respond-with-page.js';
import { requireParameter } from './child-list-endpoint.js';

/** How one manager coached each report within a range; its parameters are written in kebab-case, unlike all others. */
export const coachingEndpoint: GongEndpoint = {
  method: 'GET',
  path: '/v2/coaching',
  scopes: ['api:coaching:read'],
  respond: (request, context) => {
    const workspaceId = requireParameter(request, 'workspace-id');
    const managerId = requireParameter(request, 'manager-id');
    requireParameter(request, 'from');
    requireParameter(request, 'to');
    const range = readRange(Object.fromEntries(request.query), '', 'from', 'to');
    const events = findEvents(context, { workspaceId, managerId }, range);
    if (context.data.users.find(managerId) === undefined) {
      throw new Refusal(400, `manager-id: there is no user ${managerId}`);
    }
    const item = { manager: { id: managerId }, directReportsMetrics: [] };
    const text = JSON.stringify(item).replace('[]', `[${mergeByReport(events).join(',')}]`);
    return respondWithItems(context, 'coachingData', [text], {});
  },
};

function findEvents(
  { data }: GongContext,
  owner: Readonly<Record<string, string>>,
  range: ReturnType<typeof readRange>,
): string[] {
  return data.lists.coaching
    .all()
    .filter((text) => Object.entries(owner).every(([key, id]) => readMember(text, key) === id))
    .filter((text) => isWithin(Date.parse(readMember(text, 'time') ?? ''), range))
    .map((text) => readPart(text, 'coaching') ?? 'null');
}

/** One event of a report travels as it stands; of several, the lists of calls are put together. */
function mergeByReport(events: readonly string[]): string[] {
  const reports = Map.groupBy(events, (event) => readMember(event, 'report.id'));
  return [...reports.values()].map((group) =>
    group.length === 1 ? (group[0] ?? '') : JSON.stringify(merge(group)),
  );
}

interface ReportMetrics {
  readonly report: object;
  readonly metrics: Readonly<Record<string, readonly string[]>>;
}

function merge(group: readonly string[]): ReportMetrics {
  return group
    .map((text) => JSON.parse(text) as ReportMetrics)
    .reduce(({ report, metrics }, next) => {
      const names = new Set([...Object.keys(metrics), ...Object.keys(next.metrics)]);
      const entries = [...names].map((name) => [
        name,
        [...(metrics[name] ?? []), ...(next.metrics[name] ?? [])],
      ]);
      return { report, metrics: Object.fromEntries(entries) as ReportMetrics['metrics'] };
    });
}
