import type { EmulatorRequest } from '@etl/emulator-kit';
import { jsonResponse } from '@etl/emulator-kit';
import type { HubspotContext, HubspotEndpoint } from '../hubspot-endpoint.js';
import { readFlag, readIdCursor, readLimit, readNames } from '../input/read-query.js';
import type { ObjectStore } from '../objects/object-store.js';
import type { RecordSelection } from '../objects/render-record.js';
import { renderRecord } from '../objects/render-record.js';
import { listVisible } from '../objects/visible-record.js';
import { buildNext } from './next-page.js';
import { renderInlineAssociations } from './inline-associations.js';

/** Lists records by ascending id; `after` is the id of the record the page starts with. */
export const listObjectsEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/crm/v3/objects/{type}', '/crm/objects/{version}/{type}'],
  scopes: scopesOfType,
  respond: (request, context) => {
    const store = context.objects.get(request.parameters.type ?? '');
    const withHistory = readNames(request, 'propertiesWithHistory');
    const limit = readLimit(request, 10, withHistory.length > 0 ? 50 : 100);
    const side = { archived: readFlag(request, 'archived'), now: request.at };
    const { page, next } = listVisible(store, { from: readIdCursor(request), limit }, side);
    const selection = selectProperties(context, store, readNames(request, 'properties'));
    const associated = readNames(request, 'associations');
    const results = page.map((state) => ({
      ...renderRecord(store.type, state, selection),
      ...renderInlineAssociations(context, { from: store, id: state.id }, associated),
    }));
    const paging = next && { paging: { next: buildNext(request, next.id) } };
    return jsonResponse(200, JSON.stringify({ results, ...paging }));
  },
};

/** What reading records of the type named in the path needs. */
export function scopesOfType(request: EmulatorRequest, { objects }: HubspotContext): readonly string[] {
  return objects.get(request.parameters.type ?? '').type.scopes;
}

/** Properties that are defined, of those asked for. */
export function selectProperties(
  { properties }: HubspotContext,
  { type }: ObjectStore,
  names: readonly string[],
): RecordSelection {
  return { properties: names, isDefined: (name) => properties.find(type, name) !== undefined };
}
