import { jsonResponse } from '@etl/emulator-kit';
import { notFound } from '../errors/hubspot-refusal.js';
import type { HubspotEndpoint } from '../hubspot-endpoint.js';
import { readFlag, readLimit } from '../input/read-query.js';
import { cutCollection } from './cut-collection.js';
import { pathPart } from './requested.js';

const SCOPES = ['crm.objects.owners.read'];

/** Owners, or with `archived=true` those who left. */
export const ownersEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/crm/v3/owners', '/crm/owners/{version}'],
  scopes: () => SCOPES,
  respond: (request, { collections }) => {
    const archived = readFlag(request, 'archived');
    const email = request.query.get('email');
    const owners = collections.owners
      .all()
      .filter((owner) => (owner.archived === true) === archived && (email === null || owner.email === email));
    return jsonResponse(200, JSON.stringify(cutCollection(request, owners, readLimit(request, 100, 500))));
  },
};

export const ownerEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/crm/v3/owners/{id}', '/crm/owners/{version}/{id}'],
  scopes: () => SCOPES,
  respond: (request, { collections }) => {
    const owner = collections.owners.find(pathPart(request, 'id'));
    if (owner === undefined || (owner.archived === true) !== readFlag(request, 'archived')) {
      throw notFound(`Owner ${pathPart(request, 'id')} does not exist`);
    }
    return jsonResponse(200, JSON.stringify(owner));
  },
};
