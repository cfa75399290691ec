import type { EmulatorRequest, Route } from '@etl/emulator-kit';
import type { AccessRules } from './access/authorize.js';
import { authorize } from './access/authorize.js';
import { requireScopes } from './access/principal.js';
import { ENDPOINTS } from './endpoints/every-endpoint.js';
import { respondWithMedia } from './endpoints/media.js';
import type { GongContext } from './gong-endpoint.js';

/** What routes are built from. */
export interface RouteParts {
  readonly context: GongContext;
  readonly rules: AccessRules;
  /** Counts a request that was let in; throws `Refusal` when there were too many. */
  readonly admit: () => void;
  /** Asked for on every token, because the port is known only after start. */
  readonly tenantUrl: () => string;
}

/** The API behind its credentials, and beside it the token endpoint and the storage of recordings. */
export function buildRoutes(parts: RouteParts): Route[] {
  const { context, rules } = parts;
  return [
    ...buildApiRoutes(parts),
    {
      method: 'POST',
      path: '/oauth2/generate-customer-token',
      handle: (request) => rules.oauth.exchange(request, parts.tenantUrl()),
    },
    {
      method: 'GET',
      path: '/media/{callId}/{kind}',
      handle: (request) => respondWithMedia(request, context.media),
    },
  ];
}

function buildApiRoutes({ context, rules, admit }: RouteParts): Route[] {
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
