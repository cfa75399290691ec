import type { CallContext } from '@etl/connector-kit';
import type { HubspotApi } from '../api/hubspot-api.js';
import { parseDefinition, type PropertyDefinition } from '../tables/property-definition.js';
import { readResults } from '../walk/read-results.js';

/** What properties the account has for a kind of record; archived ones are left out. */
export async function loadDefinitions(
  api: HubspotApi,
  context: CallContext,
  type: string,
): Promise<readonly PropertyDefinition[]> {
  const { text } = await api.get(context, api.paths.properties(type));
  const { items } = readResults(text);
  return items.map(parseDefinition);
}
