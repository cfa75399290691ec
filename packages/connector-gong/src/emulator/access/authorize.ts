import type { EmulatorRequest } from '@etl/emulator-kit';
import { Refusal } from '@etl/emulator-kit';
import { readBasicCredentials } from './basic-credentials.js';
import type { OAuthServer } from './oauth-server.js';
import type { Principal } from './principal.js';

/** Whom an emulator lets in. */
export interface AccessRules {
  readonly accessKey: string;
  readonly accessKeySecret: string;
  /** Scopes of the key; `undefined`: all. */
  readonly scopes: readonly string[] | undefined;
  /** The host name the account lives on; another one answers 401. `undefined`: every name. */
  readonly tenantHost: string | undefined;
  /** Addresses the key may be used from; `undefined`: every address. */
  readonly trustedAddresses: readonly string[] | undefined;
  readonly oauth: OAuthServer;
}

/**
 * Finds out who asks.
 *
 * @throws Refusal 401 for wrong credentials or the wrong host, 403 for an address that is not trusted.
 */
export function authorize(request: EmulatorRequest, rules: AccessRules): Principal {
  const principal = identify(request.headers.authorization, rules);
  if (!principal || !isTenantHost(request.headers.host, rules.tenantHost)) {
    throw new Refusal(401, 'Unauthorized: invalid credentials');
  }
  if (rules.trustedAddresses && !rules.trustedAddresses.includes(request.remoteAddress)) {
    throw new Refusal(403, `Access denied: IP address ${request.remoteAddress} is not trusted`);
  }
  return principal;
}

function identify(authorization: string | undefined, rules: AccessRules): Principal | undefined {
  const token = /^bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token !== undefined) return rules.oauth.findPrincipal(token);
  if (readBasicCredentials(authorization) !== `${rules.accessKey}:${rules.accessKeySecret}`) return undefined;
  return { scopes: rules.scopes && new Set(rules.scopes) };
}

function isTenantHost(host: string | undefined, tenantHost: string | undefined): boolean {
  return tenantHost === undefined || host?.replace(/:\d+$/, '') === tenantHost;
}
