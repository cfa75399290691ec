import { jsonResponse } from '@etl/emulator-kit';
import { notFound } from '../errors/hubspot-refusal.js';
import type { HubspotEndpoint } from '../hubspot-endpoint.js';
import { readFlag, readNames } from '../input/read-query.js';
import { renderRecord } from '../objects/render-record.js';
import { findVisible } from '../objects/visible-record.js';
import { renderInlineAssociations } from './inline-associations.js';
import { scopesOfType, selectProperties } from './list-objects.js';

/** One record; the id of a merged one leads to the record it lives on in. */
export const readObjectEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/crm/v3/objects/{type}/{id}', '/crm/objects/{version}/{type}/{id}'],
  scopes: scopesOfType,
  respond: (request, context) => {
    const store = context.objects.get(request.parameters.type ?? '');
    const id = request.parameters.id ?? '';
    const state = findVisible(store, id, { archived: readFlag(request, 'archived'), now: request.at });
    if (state === undefined) throw notFound(`Object not found. objectId are usually numeric: ${id}`);
    const selection = selectProperties(context, store, readNames(request, 'properties'));
    const associated = readNames(request, 'associations');
    const record = {
      ...renderRecord(store.type, state, selection),
      ...renderInlineAssociations(context, { from: store, id: state.id }, associated),
    };
    return jsonResponse(200, JSON.stringify(record));
  },
};
