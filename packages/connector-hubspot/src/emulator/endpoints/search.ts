import { jsonResponse } from '@etl/emulator-kit';
import { invalidInput } from '../errors/hubspot-refusal.js';
import type { HubspotEndpoint } from '../hubspot-endpoint.js';
import type { PropertyDefinition } from '../schema/property-definition.js';
import { compileQuery } from '../search/compile-query.js';
import { runSearch } from '../search/run-search.js';
import { readSearchQuery } from '../search/search-query.js';
import { orderPage } from './next-page.js';
import { buildRecordRenderer } from './select-record.js';
import { requestedStore, scopesOfType } from './requested.js';

/** Finds records through an index that lags behind; never archived ones. */
export const searchEndpoint: HubspotEndpoint = {
  method: 'POST',
  paths: ['/crm/v3/objects/{type}/search', '/crm/objects/{version}/{type}/search'],
  scopes: scopesOfType,
  quota: 'search',
  respond: (request, context) => {
    const store = requestedStore(request, context);
    if (request.body.length > context.longestSearchBody) {
      throw invalidInput(`The request body must not be longer than ${context.longestSearchBody} characters`);
    }
    const query = readSearchQuery(request);
    const faults = context.searchFaults();
    const find = (name: string): PropertyDefinition | undefined => context.properties.find(store.type, name);
    const sortName = query.sort?.propertyName ?? store.type.createdProperty;
    const sortProperty = find(sortName);
    if (sortProperty === undefined) throw invalidInput(`There is no property ${sortName} to sort by`);
    const matcher = compileQuery(query, store.type, { truncation: faults.truncation, find });
    const { seed } = context;
    const run = { store, query, matcher, sortProperty, faults, seed, now: request.at };
    const { total, page } = runSearch(run);
    const wishes = { properties: query.properties, propertiesWithHistory: [], associations: [] };
    const results = orderPage(request, page).map(buildRecordRenderer(context, store, wishes));
    const end = query.offset + query.limit;
    const next = request.pageFault === 'duplicate-page' ? query.offset : end;
    const paging = end < total && { paging: { next: { after: String(next) } } };
    return jsonResponse(200, JSON.stringify({ total, results, ...paging }));
  },
};
