import type { EmulatorRequest, EmulatorResponse, RenderError, Route } from '@etl/emulator-kit';
import { Refusal } from '@etl/emulator-kit';
import type { AccessRules } from './access/authorize.js';
import { authorize } from './access/authorize.js';
import { requireScopes } from './access/principal.js';
import { ENDPOINTS } from './endpoints/every-endpoint.js';
import { notFound } from './errors/hubspot-refusal.js';
import type { HubspotContext, HubspotEndpoint } from './hubspot-endpoint.js';

/** What routes are built from. */
export interface RouteParts {
  readonly context: HubspotContext;
  readonly rules: AccessRules;
  readonly renderError: RenderError;
  /** Longest address that is served, in characters of path and query. */
  readonly longestUrl: number;
  /** Told of every request that found an endpoint, before anything can refuse it. */
  readonly count: (endpoint: string) => void;
}

const TOKEN_PATHS = ['/oauth/v1/token', '/oauth/v3/token', '/oauth/{version}/token'];

/** The API behind its tokens and limits, and beside it the token endpoint. */
export function buildRoutes(parts: RouteParts): Route[] {
  const tokenRoutes = TOKEN_PATHS.map((path) => ({
    method: 'POST',
    path,
    handle: (request: EmulatorRequest) => {
      requireVersion(request);
      return parts.rules.tokens.exchange(request);
    },
  }));
  return [...tokenRoutes, ...ENDPOINTS.flatMap((endpoint) => buildEndpointRoutes(endpoint, parts))];
}

function buildEndpointRoutes(endpoint: HubspotEndpoint, parts: RouteParts): Route[] {
  return endpoint.paths.map((path) => ({
    method: endpoint.method,
    path,
    handle: (request) => answer(endpoint, request, parts),
  }));
}

function answer(endpoint: HubspotEndpoint, request: EmulatorRequest, parts: RouteParts): EmulatorResponse {
  const { context, rules } = parts;
  parts.count(`${endpoint.method} ${endpoint.paths[0] ?? ''}`);
  requireVersion(request);
  requireShortUrl(request, parts.longestUrl);
  const principal = authorize(request, rules);
  const headers = context.quotas.admit(endpoint.quota ?? 'app', principal.kind);
  const respond = (): EmulatorResponse => {
    requireScopes(principal, endpoint.scopes(request, context));
    return endpoint.respond(request, context, principal);
  };
  const response = answerOrRefuse(respond, request, parts.renderError);
  return { ...response, headers: { ...response.headers, ...headers } };
}

/** A request that was counted says how much is left also when it fails. */
function answerOrRefuse(
  respond: () => EmulatorResponse,
  request: EmulatorRequest,
  renderError: RenderError,
): EmulatorResponse {
  try {
    return respond();
  } catch (reason) {
    if (reason instanceof Refusal) return renderError(reason, request);
    throw reason;
  }
}

function requireVersion({ parameters, path }: EmulatorRequest): void {
  const { version } = parameters;
  if (version !== undefined && !/^\d{4}-(03|09)(-beta)?$/.test(version))
    throw notFound(`No such endpoint: ${path}`);
}

function requireShortUrl({ path, query }: EmulatorRequest, longest: number): void {
  if (path.length + query.toString().length + 1 > longest) throw new Refusal(414, 'Request-URI Too Large');
}
