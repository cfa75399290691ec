import type { Emulator, EmulatorClock, EmulatorRequest, EmulatorResponse, Route } from '@etl/emulator-kit';
import {
  admitWithinLimits,
  createEmulator,
  createRandom,
  createRateLimiter,
  jsonResponse,
  systemClock,
} from '@etl/emulator-kit';
import type { AccessRules } from './access/authorize.js';
import { authorize } from './access/authorize.js';
import type { OAuthServer } from './access/oauth-server.js';
import { createOAuthServer } from './access/oauth-server.js';
import { requireScopes } from './access/principal.js';
import { buildDataset } from './build-dataset.js';
import type { CallStore } from './data/call-store.js';
import type { UserStore } from './data/user-store.js';
import { ENDPOINTS } from './endpoints/index.js';
import { createMediaSigner } from './endpoints/media-signer.js';
import { respondWithMedia } from './endpoints/media.js';
import type { GongContext } from './gong-endpoint.js';
import type { GongEmulatorOptions } from './gong-emulator-options.js';
import { GONG_RATE_LIMITS } from './gong-emulator-options.js';

/** A running Gong. */
export interface GongEmulator extends Emulator {
  /** What `api_endpoint` should be: the only host that answers when `tenantHost` is set. */
  readonly apiEndpoint: string;
  /** `key:secret`, as Basic credentials. */
  readonly apiToken: string;
  /** Can be changed while clients read. */
  readonly calls: CallStore;
  readonly users: UserStore;
  /** Issues what the consent page would issue. */
  readonly oauth: Pick<
    OAuthServer,
    'clientId' | 'clientSecret' | 'issueAuthorizationCode' | 'issueRefreshToken'
  >;
}

const REQUEST_ID_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * Starts an HTTP server on 127.0.0.1 that behaves like Gong.
 *
 * @throws Error when the port is taken, or the data folder cannot be read (naming file and line).
 */
export async function createGongEmulator(options: GongEmulatorOptions = {}): Promise<GongEmulator> {
  const clock = options.clock ?? systemClock;
  const random = createRandom(options.seed ?? 1).fork('gong');
  const data = await buildDataset(options);
  const address = { url: '', tenant: '' };
  const oauth = createOAuthServer(options.oauth ?? {}, clock, random.fork('oauth'));
  const rules = buildAccessRules(options, oauth);
  const requestIds = random.fork('request ids');
  const nextRequestId = (): string => requestIds.text(REQUEST_ID_ALPHABET, 19);
  const secret = random.text(REQUEST_ID_ALPHABET, 32);
  const media = createMediaSigner(secret, () => address.url);
  const context: GongContext = {
    clock,
    data,
    pageSize: options.pageSize ?? 100,
    callOrder: options.callOrder ?? 'oldest-first',
    cursorSecret: secret,
    media,
    nextRequestId,
  };
  const emulator = await createEmulator({
    clock,
    compress: options.compress ?? false,
    port: options.port ?? 0,
    routes: [
      ...buildApiRoutes(context, rules, buildAdmission(options, clock)),
      {
        method: 'POST',
        path: '/oauth2/generate-customer-token',
        handle: (request) => oauth.exchange(request, address.tenant),
      },
      {
        method: 'GET',
        path: '/media/{callId}/{kind}',
        handle: (request) => respondWithMedia(request, media),
      },
    ],
    renderError: ({ status, message, headers }): EmulatorResponse => ({
      ...jsonResponse(status, JSON.stringify({ requestId: nextRequestId(), errors: [message] })),
      headers: { 'content-type': 'application/json', ...headers },
    }),
  });
  address.url = emulator.url;
  address.tenant = `http://${options.tenantHost ?? '127.0.0.1'}:${emulator.port}`;
  return {
    ...emulator,
    apiEndpoint: address.tenant,
    apiToken: `${rules.accessKey}:${rules.accessKeySecret}`,
    calls: data.calls,
    users: data.users,
    oauth,
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

function buildApiRoutes(context: GongContext, rules: AccessRules, admit: () => void): Route[] {
  return ENDPOINTS.map((endpoint) => ({
    method: endpoint.method,
    path: endpoint.path,
    handle: (request: EmulatorRequest) => {
      const principal = authorize(request, rules);
      admit();
      requireScopes(principal, endpoint.scopes);
      return endpoint.respond(request, context, principal);
    },
  }));
}

function buildAdmission({ rateLimits }: GongEmulatorOptions, clock: EmulatorClock): () => void {
  if (rateLimits === undefined) return () => undefined;
  const { perSecond, perDay } = rateLimits === 'vendor' ? GONG_RATE_LIMITS : rateLimits;
  const limiter = createRateLimiter(
    [
      { requests: perSecond, milliseconds: 1000 },
      { requests: perDay, period: 'day' },
    ],
    clock,
  );
  return () => {
    admitWithinLimits(limiter, 'API rate limit exceeded');
  };
}
