import { httpTransport, MemoryLocalStore, systemDependencies } from '@etl/connector-kit';
import { hubspot } from '@etl/connector-hubspot';
import {
  createHubspotEmulator,
  NO_SEARCH_FAULTS,
  type HubspotEmulator,
} from '@etl/connector-hubspot/emulator';
import { DAY, HOUR, NOW, type Account, type AccountOptions } from './account.ts';
import { createSimulatedClock } from './simulated-clock.ts';

const CONTACTS = 40_000;
const COMPANIES = 4000;
const LIST_PAGE = 100;
const SEARCH_PAGE = 200;
const ASSOCIATIONS_OF = 1000;
/** Properties of two kinds of records. */
const DEFINITIONS = 2;
/** The archive of each, which no search shows. */
const ARCHIVES = 2;
const UNLIMITED = { requests_per_ten_seconds: 1_000_000, search_requests_per_second: 100_000 };

function fill({ records }: HubspotEmulator): void {
  const createdAt = NOW - 10 * DAY;
  for (let index = 1; index <= COMPANIES; index += 1)
    records.create('companies', { id: String(index), createdAt, properties: { name: `Company ${index}` } });
  for (let index = 1; index <= CONTACTS; index += 1) {
    const id = String(index);
    records.create('contacts', { id, createdAt, properties: { email: `c${index}@acme.example` } });
    records.associate('contacts', id, 'companies', String(1 + (index % COMPANIES)));
  }
}

function changeHundredth({ records }: HubspotEmulator): void {
  for (let index = 1; index <= CONTACTS / 100; index += 1)
    records.update('contacts', String(index * 100), { firstname: 'New' }, NOW + HOUR);
  for (let index = 1; index <= COMPANIES / 100; index += 1)
    records.update('companies', String(index * 100), { city: 'New' }, NOW + HOUR);
}

/** 40,000 contacts and 4,000 companies, and what associates them. */
export async function openHubspotAccount({ limited }: AccountOptions): Promise<Account> {
  const clock = createSimulatedClock(NOW);
  const limits = limited ? {} : ({ limits: 'none' } as const);
  const emulator = await createHubspotEmulator({
    empty: true,
    clock,
    searchFaults: NO_SEARCH_FAULTS,
    ...limits,
  });
  fill(emulator);
  const source = hubspot(
    {
      access_token: emulator.token,
      api_endpoint: emulator.url,
      objects: ['contacts', 'companies'],
      custom_objects: false,
      ...(limited ? {} : UNLIMITED),
    },
    systemDependencies({
      clock,
      localStore: new MemoryLocalStore(),
      transport: clock.watch(httpTransport()),
    }),
  );
  return {
    vendor: 'HubSpot',
    clock,
    source,
    streams: ['contacts', 'companies', 'associations'],
    requests: () => emulator.requests,
    change: () => {
      clock.advance(6 * HOUR);
      changeHundredth(emulator);
    },
    least: { full: costOfAll(), idle: DEFINITIONS, changed: costOfChanges(CONTACTS / 100, COMPANIES / 100) },
    demandedTime: ({ length }) => (length / 190) * 10_000,
    close: () => emulator.close(),
  };
}

function costOfAll(): number {
  const records = (CONTACTS + COMPANIES) / LIST_PAGE;
  const associations = CONTACTS / LIST_PAGE + CONTACTS / ASSOCIATIONS_OF;
  return DEFINITIONS + ARCHIVES + records + associations;
}

/** Associations of changed records are found by a search of their own: streams are read and proved by themselves. */
function costOfChanges(contacts: number, companies: number): number {
  const searches = [contacts, companies, contacts].map((changed) => Math.ceil(changed / SEARCH_PAGE));
  const found = searches.reduce((sum, count) => sum + count, 0);
  return DEFINITIONS + ARCHIVES + found + Math.ceil(contacts / ASSOCIATIONS_OF);
}
