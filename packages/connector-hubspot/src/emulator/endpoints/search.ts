import { jsonResponse } from '@etl/emulator-kit';
import { invalidInput } from '../errors/hubspot-refusal.js';
import type { HubspotEndpoint } from '../hubspot-endpoint.js';
import type { PropertyDefinition } from '../schema/property-definition.js';
import { compileQuery } from '../search/compile-query.js';
import { runSearch } from '../search/run-search.js';
import { readSearchQuery } from '../search/search-query.js';
import { scopesOfType } from './list-objects.js';
import { buildRecordRenderer } from './select-record.js';

/** Finds records through an index that lags behind; never archived ones. */
export const searchEndpoint: HubspotEndpoint = {
  method: 'POST',
  paths: ['/crm/v3/objects/{type}/search', '/crm/objects/{version}/{type}/search'],
  scopes: scopesOfType,
  quota: 'search',
  respond: (request, context) => {
    const store = context.objects.get(request.parameters.type ?? '');
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
    const results = page.map(buildRecordRenderer(context, store, wishes));
    const end = query.offset + query.limit;
    const paging = end < total && { paging: { next: { after: String(end) } } };
    return jsonResponse(200, JSON.stringify({ total, results, ...paging }));
  },
};
