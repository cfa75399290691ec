import { Refusal } from '@etl/emulator-kit';
import type { GongEndpoint } from '../gong-endpoint.js';
import { listCalls } from '../paging/list-calls.js';
import { readCallFilter } from '../paging/read-filter.js';
import { respondWithPage } from '../paging/respond-with-page.js';

/** Lists calls by the time they were scheduled for. */
export const listCallsEndpoint: GongEndpoint = {
  method: 'GET',
  path: '/v2/calls',
  scopes: ['api:calls:read:basic'],
  respond: (request, context) => {
    const { fromDateTime, toDateTime, workspaceId } = Object.fromEntries(request.query);
    for (const [key, value] of Object.entries({ fromDateTime, toDateTime })) {
      if (value === undefined) throw new Refusal(400, `${key}: is required`);
    }
    const filter = readCallFilter({ fromDateTime, toDateTime, workspaceId }, '');
    const view = {
      instantOf: ({ scheduledAt }: { scheduledAt: number }) => scheduledAt,
      textOf: ({ basic }: { basic: string | undefined }) => basic,
      listedFrom: ({ visibleAt }: { visibleAt: number }) => visibleAt,
    };
    return respondWithPage(request, context, {
      ...listCalls(filter, view, context, request.at),
      key: 'calls',
      emptyMessage: 'No calls found corresponding to the provided filters',
    });
  },
};
