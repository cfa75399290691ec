import { jsonResponse } from '@etl/emulator-kit';
import type { HubspotEndpoint } from '../hubspot-endpoint.js';
import { readFlag, readIdCursor, readLimit } from '../input/read-query.js';
import { listVisible } from '../objects/visible-record.js';
import { buildNext, orderPage } from './next-page.js';
import { buildRecordRenderer, readQueryWishes } from './select-record.js';
import { requestedStore, scopesOfType } from './requested.js';

/** Lists records by ascending id; `after` is the id of the record the page starts with. */
export const listObjectsEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/crm/v3/objects/{type}', '/crm/objects/{version}/{type}'],
  scopes: scopesOfType,
  respond: (request, context) => {
    const store = requestedStore(request, context);
    const wishes = readQueryWishes(request);
    const limit = readLimit(request, 10, wishes.propertiesWithHistory.length > 0 ? 50 : 100);
    const side = { archived: readFlag(request, 'archived'), now: request.at };
    const { page, next } = listVisible(store, { from: readIdCursor(request), limit }, side);
    const results = orderPage(request, page).map(buildRecordRenderer(context, store, wishes));
    const start = request.pageFault === 'duplicate-page' ? page[0] : next;
    const paging = next && start && { paging: { next: buildNext(request, start.id) } };
    return jsonResponse(200, JSON.stringify({ results, ...paging }));
  },
};
