import { jsonResponse } from '@etl/emulator-kit';
import { invalidInput, notFound } from '../errors/hubspot-refusal.js';
import type { HubspotEndpoint } from '../hubspot-endpoint.js';
import { readFlag } from '../input/read-query.js';
import { pathPart, requestedStore, scopesOfType } from './requested.js';

const SENSITIVITIES = new Set(['non_sensitive', 'sensitive', 'highly_sensitive']);

/** All properties of a type in one answer; archived and sensitive ones only when asked for. */
export const propertiesEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/crm/v3/properties/{type}', '/crm/properties/{version}/{type}'],
  scopes: scopesOfType,
  respond: (request, context) => {
    const { type } = requestedStore(request, context);
    const archived = readFlag(request, 'archived');
    const sensitivity = request.query.get('dataSensitivity') ?? 'non_sensitive';
    if (!SENSITIVITIES.has(sensitivity)) throw invalidInput(`Invalid dataSensitivity: ${sensitivity}`);
    const results = context.properties
      .all(type)
      .filter((property) => property.archived === archived && property.dataSensitivity === sensitivity);
    return jsonResponse(200, JSON.stringify({ results }));
  },
};

export const propertyEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/crm/v3/properties/{type}/{name}', '/crm/properties/{version}/{type}/{name}'],
  scopes: scopesOfType,
  respond: (request, context) => {
    const { type } = requestedStore(request, context);
    const property = context.properties.find(type, pathPart(request, 'name'));
    if (property === undefined) throw notFound(`Property ${pathPart(request, 'name')} does not exist`);
    return jsonResponse(200, JSON.stringify(property));
  },
};
