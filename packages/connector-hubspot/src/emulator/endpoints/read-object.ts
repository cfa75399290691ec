import { jsonResponse } from '@etl/emulator-kit';
import { notFound } from '../errors/hubspot-refusal.js';
import type { HubspotEndpoint } from '../hubspot-endpoint.js';
import { readFlag } from '../input/read-query.js';
import { findVisible } from '../objects/visible-record.js';
import { buildRecordRenderer, readQueryWishes } from './select-record.js';
import { pathPart, requestedStore, scopesOfType } from './requested.js';

/** One record; the id of a merged one leads to the record it lives on in. */
export const readObjectEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/crm/v3/objects/{type}/{id}', '/crm/objects/{version}/{type}/{id}'],
  scopes: scopesOfType,
  respond: (request, context) => {
    const store = requestedStore(request, context);
    const id = pathPart(request, 'id');
    const state = findVisible(store, id, { archived: readFlag(request, 'archived'), now: request.at });
    if (state === undefined) throw notFound(`Object not found. objectId are usually numeric: ${id}`);
    const render = buildRecordRenderer(context, store, readQueryWishes(request));
    return jsonResponse(200, JSON.stringify(render(state)));
  },
};
