import type { EmulatorRequest } from '@etl/emulator-kit';
import { jsonResponse } from '@etl/emulator-kit';
import { notFound } from '../errors/hubspot-refusal.js';
import type { HubspotEndpoint } from '../hubspot-endpoint.js';
import { readFlag } from '../input/read-query.js';
import type { SchemaParts } from '../schema/custom-object.js';
import { requestedStore } from './requested.js';

const SCOPES = ['crm.schemas.custom.read|crm.objects.custom.read'];

/** The account's own kinds of record, in one answer. */
export const schemasEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/crm-object-schemas/v3/schemas', '/crm-object-schemas/{version}/schemas', '/crm/v3/schemas'],
  scopes: () => SCOPES,
  respond: (request, { customObjects }) => {
    const archived = readFlag(request, 'archived');
    const schemas = customObjects.all().filter((schema) => schema.archived === archived);
    const results = schemas.map((schema) => schema.describe(readParts(request)));
    return jsonResponse(200, JSON.stringify({ results }));
  },
};

/** One kind, by any of its names. */
export const schemaEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: [
    '/crm-object-schemas/v3/schemas/{type}',
    '/crm-object-schemas/{version}/schemas/{type}',
    '/crm/v3/schemas/{type}',
  ],
  scopes: () => SCOPES,
  respond: (request, context) => {
    const { type } = requestedStore(request, context);
    const schema = context.customObjects.all().find(({ typeId }) => typeId === type.typeId);
    if (schema === undefined) throw notFound(`There is no schema of ${type.name}`);
    return jsonResponse(200, JSON.stringify(schema.describe(readParts(request))));
  },
};

function readParts(request: EmulatorRequest): SchemaParts {
  return {
    properties: readFlag(request, 'includePropertyDefinitions', true),
    associations: readFlag(request, 'includeAssociationDefinitions', true),
    audit: readFlag(request, 'includeAuditMetadata', true),
  };
}
