import { jsonResponse } from '@etl/emulator-kit';
import { invalidInput } from '../errors/hubspot-refusal.js';
import type { HubspotEndpoint } from '../hubspot-endpoint.js';
import { renderRecord } from '../objects/render-record.js';
import type { PropertyDefinition } from '../schema/property-definition.js';
import { compileQuery } from '../search/compile-query.js';
import { runSearch } from '../search/run-search.js';
import { readSearchQuery } from '../search/search-query.js';
import { scopesOfType, selectProperties } from './list-objects.js';

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
    const sortName = query.sort?.propertyName;
    const sortProperty = sortName === undefined ? undefined : find(sortName);
    if (sortName !== undefined && sortProperty === undefined)
      throw invalidInput(`No property ${sortName} to sort by`);
    const matcher = compileQuery(query, store.type, { truncation: faults.truncation, find });
    const { total, page } = runSearch({
      store,
      query,
      matcher,
      sortProperty,
      faults,
      seed: context.seed,
      now: request.at,
    });
    const selection = selectProperties(context, store, query.properties);
    const results = page.map((state) => renderRecord(store.type, state, selection));
    const end = query.offset + page.length;
    const paging = end < total && { paging: { next: { after: String(end) } } };
    return jsonResponse(200, JSON.stringify({ total, results, ...(paging || {}) }));
  },
};
