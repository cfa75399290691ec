import type { EmulatorClock } from '@etl/emulator-kit';
import { COMPANY_NOW } from '@etl/emulator-kit';
import { DEFAULT_ACCOUNT } from './account.js';
import { createAssociationStore } from './associations/association-store.js';
import { createCollections } from './collections/collections.js';
import { createLinkGenerator } from './generate/generate-links.js';
import type { WidePopulation } from './generate/wide-population.js';
import { createWidePopulation } from './generate/wide-population.js';
import type { HubspotContext } from './hubspot-endpoint.js';
import type { HubspotEmulatorOptions } from './hubspot-emulator-options.js';
import { createQuotas, HUBSPOT_LIMITS } from './limits/quotas.js';
import type { ObjectStores } from './objects/object-stores.js';
import { createObjectStores } from './objects/object-stores.js';
import { createCustomObjects } from './schema/custom-object.js';
import type { PropertyRegistry } from './schema/property-registry.js';
import { createPropertyRegistry } from './schema/property-registry.js';
import type { SearchFaults } from './search/index-faults.js';
import { buildIndexTimes } from './search/index-faults.js';

/** Everything endpoints use, without a record of the company yet. */
export function buildContext(
  options: HubspotEmulatorOptions,
  clock: EmulatorClock,
  searchFaults: () => SearchFaults,
): HubspotContext {
  const seed = options.seed ?? 1;
  const populations = buildPopulations(options);
  const limits = options.limits === 'none' ? undefined : { ...HUBSPOT_LIMITS, ...options.limits };
  const sources = mapValues(populations, ({ population }) => population);
  const objects = createObjectStores(buildIndexTimes(seed, searchFaults), sources);
  const account = { ...DEFAULT_ACCOUNT, ...options.account };
  const properties = describePopulations(objects, populations);
  return {
    seed,
    clock,
    account,
    objects,
    properties,
    customObjects: createCustomObjects(objects, properties, account.portalId),
    associations: createAssociationStore(createLinkGenerator(sources)),
    longestSearchBody: options.longestSearchBody ?? Number.POSITIVE_INFINITY,
    associationPage: options.associationPage ?? 500,
    inlineAssociationPage: options.inlineAssociationPage ?? 100,
    collections: createCollections(clock),
    quotas: createQuotas(limits, clock, options.retryAfter),
    searchFaults,
  };
}

function buildPopulations({
  populations = {},
  seed = 1,
  now = COMPANY_NOW,
}: HubspotEmulatorOptions): Record<string, WidePopulation> {
  const entries = Object.entries(populations);
  return Object.fromEntries(
    entries.map(([name, options]) => [name, createWidePopulation(name, options, { seed, now })]),
  );
}

function describePopulations(
  objects: ObjectStores,
  populations: Readonly<Record<string, WidePopulation>>,
): PropertyRegistry {
  const registry = createPropertyRegistry();
  for (const [name, { definitions }] of Object.entries(populations)) {
    for (const definition of definitions) registry.define(objects.get(name).type, definition);
  }
  return registry;
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
