import { Refusal } from '@etl/emulator-kit';
import { readMember } from '../data/record-list.js';
import type { GongEndpoint } from '../gong-endpoint.js';
import { isWithin, readRange } from '../paging/read-filter.js';
import { respondWithPage } from '../paging/respond-with-page.js';
import { readChildren, requireParameter } from './child-list-endpoint.js';

const LOG_TYPES: readonly string[] = [
  'AccessLog',
  'UserActivityLog',
  'UserCallPlay',
  'ExternallySharedCallAccess',
  'ExternallySharedCallPlay',
];

/** Lists the entries of one log by the time they were written. */
export const logsEndpoint: GongEndpoint = {
  method: 'GET',
  path: '/v2/logs',
  scopes: ['api:logs:read'],
  respond: (request, context) => {
    const logType = requireParameter(request, 'logType');
    if (!LOG_TYPES.includes(logType)) {
      throw new Refusal(400, `logType: must be one of ${LOG_TYPES.join(', ')}`);
    }
    requireParameter(request, 'fromDateTime');
    const range = readRange(Object.fromEntries(request.query), '', 'fromDateTime', 'toDateTime');
    const items = readChildren(context, 'logs', { owner: 'logType', item: 'entry' }, logType).filter(
      (entry) => isWithin(Date.parse(readMember(entry, 'eventTime') ?? ''), range),
    );
    return respondWithPage(request, context, {
      key: 'logEntries',
      items,
      total: items.length,
      textOf: (entry) => entry,
      emptyMessage: 'No log entries found corresponding to the provided filters',
    });
  },
};
