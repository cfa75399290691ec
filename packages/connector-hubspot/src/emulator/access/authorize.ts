import type { EmulatorRequest } from '@etl/emulator-kit';
import { HubspotRefusal } from '../errors/hubspot-refusal.js';
import type { Principal } from './principal.js';
import type { TokenServer } from './token-server.js';

/** Whom an emulator lets in. */
export interface AccessRules {
  readonly privateAppToken: string;
  /** Scopes of the private app; `undefined`: all. */
  scopes(): readonly string[] | undefined;
  readonly tokens: TokenServer;
}

/**
 * Finds out who asks.
 *
 * @throws HubspotRefusal 401 without a token, with an unknown one and with one that is over, 530 with a malformed one.
 */
export function authorize(request: EmulatorRequest, rules: AccessRules): Principal {
  const token = /^bearer\s(.*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) {
    throw unauthenticated(
      'Authentication credentials not found. This API supports OAuth 2.0 authentication.',
    );
  }
  // The proxy in front cannot tell from such a token which data center it belongs to.
  if (!/^[\w.~+/=-]+$/.test(token)) throw new HubspotRefusal(530, 'Malformed token');
  if (token === rules.privateAppToken) return buildPrivateApp(rules);
  const principal = rules.tokens.findPrincipal(token);
  if (principal === undefined) throw unauthenticated(`The access token ${token.slice(0, 3)}… is not valid.`);
  return principal;
}

function buildPrivateApp(rules: AccessRules): Principal {
  const scopes = rules.scopes();
  return { kind: 'private-app', scopes: scopes && new Set(scopes) };
}

function unauthenticated(message: string): HubspotRefusal {
  return new HubspotRefusal(401, message, { category: 'INVALID_AUTHENTICATION' });
}
