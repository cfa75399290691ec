import type { Emulator, EmulatorClock, Random } from '@etl/emulator-kit';
import { createEmulator, createRandom, systemClock } from '@etl/emulator-kit';
import type { AccessRules } from './access/authorize.js';
import type { TokenServer } from './access/token-server.js';
import { createTokenServer } from './access/token-server.js';
import { DEFAULT_ACCOUNT } from './account.js';
import { buildContext } from './build-context.js';
import type { Collections } from './collections/collections.js';
import { buildErrorRenderer } from './errors/render-error.js';
import { fillFromFolder } from './folder/fill-from-folder.js';
import type { FillTarget } from './generate/fill-with-company.js';
import { fillWithCompany } from './generate/fill-with-company.js';
import type { HubspotContext } from './hubspot-endpoint.js';
import type { HubspotEmulatorOptions } from './hubspot-emulator-options.js';
import { buildRoutes } from './hubspot-routes.js';
import { createRequestCounter } from './limits/request-counter.js';
import type { Quotas } from './limits/quotas.js';
import type { RecordChanges } from './objects/record-changes.js';
import { createRecordChanges } from './objects/record-changes.js';
import type { CustomObjects } from './schema/custom-object.js';
import type { PropertyInput } from './schema/property-definition.js';
import type { SearchFaults } from './search/index-faults.js';
import { EVERY_SEARCH_FAULT } from './search/index-faults.js';
import type { Truth } from './truth.js';
import { createTruth } from './truth.js';

/** A running HubSpot. Everything can change while clients read. */
export interface HubspotEmulator extends Emulator {
  /** The private app's token. */
  readonly token: string;
  readonly records: RecordChanges;
  readonly collections: Collections;
  readonly customObjects: CustomObjects;
  readonly truth: Truth;
  readonly properties: {
    define(type: string, property: PropertyInput): void;
    archive(type: string, name: string): void;
  };
  readonly oauth: Pick<TokenServer, 'clientId' | 'clientSecret' | 'issueRefreshToken' | 'revokeRefreshToken'>;
  /** What other apps of the account use of its limits. */
  readonly otherApps: Pick<Quotas, 'useElsewhere' | 'setForeignSearches'>;
  /** How often each endpoint was asked, by method and path with version number: `GET /crm/v3/objects/{type}`. */
  requestCounts(): Readonly<Record<string, number>>;
  /** What is not named stays as it is. */
  setSearchFaults(faults: Partial<SearchFaults>): void;
  /** `undefined`: everything is allowed. */
  setScopes(scopes: readonly string[] | undefined): void;
}

const TOKEN_ALPHABET = 'abcdef0123456789';
const DEFAULT_TOKEN = 'pat-na1-8c2a5f6e-0d41-4b7e-9a36-5e1f7c90d2b4';
const LONGEST_URL = 16_000;

/**
 * Starts an HTTP server on 127.0.0.1 that behaves like HubSpot.
 *
 * @throws Error when the port is taken, or the data folder cannot be read (naming file and line).
 */
export async function createHubspotEmulator(options: HubspotEmulatorOptions = {}): Promise<HubspotEmulator> {
  const clock = options.clock ?? systemClock;
  const random = createRandom(options.seed ?? 1).fork('hubspot');
  const settings = {
    faults: { ...EVERY_SEARCH_FAULT, ...options.searchFaults },
    scopes: options.scopes,
  };
  const context = buildContext(options, clock, () => settings.faults);
  const records = createRecordChanges(context, clock);
  await fill({ records, context }, options);
  const rules = buildAccessRules(options, { clock, random: random.fork('oauth') }, () => settings.scopes);
  const renderError = buildErrorRenderer(buildCorrelationIds(random.fork('correlation ids')));
  const counter = createRequestCounter();
  const emulator = await createEmulator({
    clock,
    compress: options.compress,
    port: options.port,
    routes: buildRoutes({
      context,
      rules,
      renderError,
      longestUrl: options.longestUrl ?? LONGEST_URL,
      count: counter.count,
    }),
    renderError,
  });
  return {
    ...emulator,
    token: rules.privateAppToken,
    records,
    collections: context.collections,
    customObjects: context.customObjects,
    truth: createTruth(context, clock),
    properties: buildPropertyChanges(context),
    oauth: rules.tokens,
    otherApps: context.quotas,
    requestCounts: counter.counts,
    clearRequests: () => {
      emulator.clearRequests();
      counter.clear();
    },
    setSearchFaults: (faults) => {
      settings.faults = { ...settings.faults, ...faults };
    },
    setScopes: (scopes) => {
      settings.scopes = scopes;
    },
  };
}

async function fill(target: FillTarget, options: HubspotEmulatorOptions): Promise<void> {
  if (options.dataDirectory !== undefined) await fillFromFolder(target, options.dataDirectory);
  else if (options.empty !== true && !options.populations) fillWithCompany(target, options);
}

function buildAccessRules(
  options: HubspotEmulatorOptions,
  tools: { readonly clock: EmulatorClock; readonly random: Random },
  scopes: AccessRules['scopes'],
): AccessRules {
  const portalId = options.account?.portalId ?? DEFAULT_ACCOUNT.portalId;
  return {
    privateAppToken: options.token ?? DEFAULT_TOKEN,
    scopes,
    tokens: createTokenServer(options.oauth ?? {}, portalId, tools),
  };
}

function buildPropertyChanges({ objects, properties, clock }: HubspotContext): HubspotEmulator['properties'] {
  return {
    define: (typeName, property) => {
      properties.define(objects.get(typeName).type, property);
    },
    archive: (typeName, name) => {
      properties.archive(objects.get(typeName).type, name, new Date(clock.now()).toISOString());
    },
  };
}

function buildCorrelationIds(random: Random): () => string {
  return () => [8, 4, 4, 4, 12].map((length) => random.text(TOKEN_ALPHABET, length)).join('-');
}
