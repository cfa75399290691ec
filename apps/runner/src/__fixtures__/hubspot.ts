import type { Faults } from '@etl/emulator-kit';
import { stringify } from 'yaml';
import { writeProject, type Project } from './project.js';

/** What these tests use of a HubSpot emulator. */
export interface HubspotEmulator {
  readonly url: string;
  readonly token: string;
  readonly records: Records;
  readonly collections: { readonly owners: { put(owner: object): void; archive(id: string): void } };
  readonly faults: Faults;
  readonly requests: readonly { readonly method: string; readonly path: string }[];
  readonly oauth: { readonly clientId: string; readonly clientSecret: string };
  setScopes(scopes: readonly string[] | undefined): void;
  close(): Promise<void>;
}

type Properties = Readonly<Record<string, string | null>>;

interface Records {
  create(type: string, record: object): string;
  update(type: string, id: string, properties: Properties, at?: number): void;
  archive(type: string, id: string): void;
  merge(type: string, winnerId: string, loserId: string): void;
  associate(type: string, id: string, toType: string, toId: string): void;
  dissociate(type: string, id: string, toType: string, toId: string): void;
}

interface EmulatorModule {
  readonly createHubspotEmulator: (options: Readonly<Record<string, unknown>>) => Promise<HubspotEmulator>;
  readonly NO_SEARCH_FAULTS: Readonly<Record<string, boolean>>;
}

/** Found by name, as the runner finds plugins. */
const EMULATOR = ['@etl/connector-hubspot', 'emulator'].join('/');

/** Starts an empty HubSpot on 127.0.0.1 without limits, whose search tells the truth. */
export async function startHubspot(
  options: Readonly<Record<string, unknown>> = {},
): Promise<HubspotEmulator> {
  const { createHubspotEmulator, NO_SEARCH_FAULTS } = (await import(EMULATOR)) as EmulatorModule;
  return createHubspotEmulator({
    empty: true,
    limits: 'none',
    searchFaults: NO_SEARCH_FAULTS,
    ...options,
  });
}

export const HUBSPOT_SOURCE = 'configs/sources/hubspot.yaml';

/** Contacts, companies and what holds between them, without limits. */
export const HUBSPOT_OPTIONS = {
  access_token: '${HUBSPOT_ACCESS_TOKEN}',
  api_endpoint: '${HUBSPOT_API_ENDPOINT}',
  objects: ['contacts', 'companies'],
  custom_objects: false,
  requests_per_ten_seconds: 1_000_000,
  search_requests_per_second: 100_000,
};

const NOBODY = { url: 'http://127.0.0.1:9', token: 'pat-na1-hubspot-secret' };

export function createHubspotProject(options: {
  readonly directory: string;
  /** Default: nobody listens there. */
  readonly hubspot?: Pick<HubspotEmulator, 'url' | 'token'>;
  /** Options of the connector, over {@link HUBSPOT_OPTIONS}. */
  readonly config?: Readonly<Record<string, unknown>>;
}): Promise<Project> {
  const { directory, hubspot = NOBODY, config } = options;
  return writeProject({
    directory,
    source: { file: HUBSPOT_SOURCE, yaml: hubspotYaml(config) },
    environment: { HUBSPOT_API_ENDPOINT: hubspot.url, HUBSPOT_ACCESS_TOKEN: hubspot.token },
  });
}

export function hubspotYaml(config: Readonly<Record<string, unknown>> = {}): string {
  return stringify({
    source: {
      name: 'hubspot',
      type: 'api',
      connector: 'hubspot',
      config: { ...HUBSPOT_OPTIONS, ...config },
    },
    destination: { schema: 'HUBSPOT_DATA', tables: ['contacts', 'companies', 'associations', 'owners'] },
  });
}
