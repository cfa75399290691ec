import { jsonResponse } from '@etl/emulator-kit';
import type { HubspotEndpoint } from '../hubspot-endpoint.js';
import { scopesOfType } from './list-objects.js';

/** All pipelines of a type with their stages, in one answer. */
export const pipelinesEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/crm/v3/pipelines/{type}', '/crm/pipelines/{version}/{type}'],
  scopes: scopesOfType,
  respond: (request, { objects, collections }) => {
    const { type } = objects.get(request.parameters.type ?? '');
    return jsonResponse(200, JSON.stringify({ results: collections.pipelines(type.name).all() }));
  },
};
