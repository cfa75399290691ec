import type { Emulator, Random, RenderError } from '@etl/emulator-kit';
import { createEmulator, createRandom, jsonResponse, systemClock } from '@etl/emulator-kit';
import type { AccessRules } from './access/authorize.js';
import type { OAuthServer } from './access/oauth-server.js';
import { createOAuthServer } from './access/oauth-server.js';
import { buildAdmission } from './build-admission.js';
import { buildDataset } from './build-dataset.js';
import type { CallStore } from './data/call-store.js';
import type { RecordLists } from './data/record-lists.js';
import type { UserStore } from './data/user-store.js';
import { createMediaSigner } from './endpoints/media-signer.js';
import type { GongContext } from './gong-endpoint.js';
import type { GongEmulatorOptions } from './gong-emulator-options.js';
import { buildRoutes } from './gong-routes.js';

/** A running Gong. */
export interface GongEmulator extends Emulator {
  /** What `api_endpoint` should be: the only host that answers when `tenantHost` is set. */
  readonly apiEndpoint: string;
  /** `key:secret`, as Basic credentials. */
  readonly apiToken: string;
  /** Can be changed while clients read. */
  readonly calls: CallStore;
  readonly users: UserStore;
  /** Scorecards, reviews, trackers and other lists; can be changed too. */
  readonly lists: RecordLists;
  /** Issues what the consent page would issue. */
  readonly oauth: Pick<
    OAuthServer,
    'clientId' | 'clientSecret' | 'issueAuthorizationCode' | 'issueRefreshToken'
  >;
}

const TOKEN_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * Starts an HTTP server on 127.0.0.1 that behaves like Gong.
 *
 * @throws Error when the port is taken, or the data folder cannot be read (naming file and line).
 */
export async function createGongEmulator(options: GongEmulatorOptions = {}): Promise<GongEmulator> {
  const clock = options.clock ?? systemClock;
  const random = createRandom(options.seed ?? 1).fork('gong');
  const address = { url: '', tenant: '' };
  const context = await buildContext(options, random, () => address.url);
  const rules = buildAccessRules(
    options,
    createOAuthServer(options.oauth ?? {}, clock, random.fork('oauth')),
  );
  const admit = buildAdmission(options, clock);
  const emulator = await createEmulator({
    clock,
    compress: options.compress,
    port: options.port,
    routes: buildRoutes({ context, rules, admit, tenantUrl: () => address.tenant }),
    renderError: buildErrorRenderer(context),
  });
  address.url = emulator.url;
  address.tenant = `http://${rules.tenantHost ?? '127.0.0.1'}:${emulator.port}`;
  return {
    ...emulator,
    apiEndpoint: address.tenant,
    apiToken: `${rules.accessKey}:${rules.accessKeySecret}`,
    calls: context.data.calls,
    users: context.data.users,
    lists: context.data.lists,
    oauth: rules.oauth,
  };
}

async function buildContext(
  options: GongEmulatorOptions,
  random: Random,
  baseUrl: () => string,
): Promise<GongContext> {
  const requestIds = random.fork('request ids');
  const secret = random.text(TOKEN_ALPHABET, 32);
  return {
    data: await buildDataset(options),
    timeZone: options.timeZone ?? options.company?.timeZone ?? 'America/Los_Angeles',
    pageSize: options.pageSize ?? 100,
    callOrder: options.callOrder ?? 'oldest-first',
    hasManualAssociations: options.manualAssociations ?? true,
    cursorSecret: secret,
    media: createMediaSigner(secret, baseUrl),
    nextRequestId: () => requestIds.text(TOKEN_ALPHABET, 19),
  };
}

function buildAccessRules(options: GongEmulatorOptions, oauth: OAuthServer): AccessRules {
  return {
    accessKey: options.accessKey ?? 'gong-key',
    accessKeySecret: options.accessKeySecret ?? 'gong-secret',
    scopes: options.scopes,
    tenantHost: options.tenantHost,
    trustedAddresses: options.trustedAddresses,
    oauth,
  };
}

function buildErrorRenderer({ nextRequestId }: { nextRequestId: () => string }): RenderError {
  return ({ status, message, headers }) => {
    const response = jsonResponse(status, JSON.stringify({ requestId: nextRequestId(), errors: [message] }));
    return { ...response, headers: { ...response.headers, ...headers } };
  };
}
