import { jsonResponse } from '@etl/emulator-kit';
import type { HubspotEndpoint } from '../hubspot-endpoint.js';
import { requestedStore, scopesOfType } from './requested.js';

/** All pipelines of a type with their stages, in one answer. */
export const pipelinesEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/crm/v3/pipelines/{type}', '/crm/pipelines/{version}/{type}'],
  scopes: scopesOfType,
  respond: (request, context) => {
    const { type } = requestedStore(request, context);
    return jsonResponse(200, JSON.stringify({ results: context.collections.pipelines(type.name).all() }));
  },
};
