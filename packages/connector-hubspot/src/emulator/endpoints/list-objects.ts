import type { EmulatorRequest } from '@etl/emulator-kit';
import { jsonResponse } from '@etl/emulator-kit';
import type { HubspotContext, HubspotEndpoint } from '../hubspot-endpoint.js';
import { readFlag, readIdCursor, readLimit } from '../input/read-query.js';
import { listVisible } from '../objects/visible-record.js';
import { buildNext } from './next-page.js';
import { buildRecordRenderer, readQueryWishes } from './select-record.js';

/** Lists records by ascending id; `after` is the id of the record the page starts with. */
export const listObjectsEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/crm/v3/objects/{type}', '/crm/objects/{version}/{type}'],
  scopes: scopesOfType,
  respond: (request, context) => {
    const store = context.objects.get(request.parameters.type ?? '');
    const wishes = readQueryWishes(request);
    const limit = readLimit(request, 10, wishes.propertiesWithHistory.length > 0 ? 50 : 100);
    const side = { archived: readFlag(request, 'archived'), now: request.at };
    const { page, next } = listVisible(store, { from: readIdCursor(request), limit }, side);
    const results = page.map(buildRecordRenderer(context, store, wishes));
    const paging = next && { paging: { next: buildNext(request, next.id) } };
    return jsonResponse(200, JSON.stringify({ results, ...paging }));
  },
};

/** What reading records of the type named in the path needs. */
export function scopesOfType(request: EmulatorRequest, { objects }: HubspotContext): readonly string[] {
  return objects.get(request.parameters.type ?? '').type.scopes;
}
