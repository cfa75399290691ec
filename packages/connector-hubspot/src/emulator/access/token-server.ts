import type { EmulatorClock, EmulatorRequest, EmulatorResponse, Random } from '@etl/emulator-kit';
import { jsonResponse } from '@etl/emulator-kit';
import { HubspotRefusal } from '../errors/hubspot-refusal.js';
import type { Principal } from './principal.js';

export interface OAuthOptions {
  /** Default `hubspot-client`. */
  readonly clientId?: string;
  /** Default `hubspot-client-secret`. */
  readonly clientSecret?: string;
  /** Scopes of the tokens; default: everything is allowed. */
  readonly scopes?: readonly string[];
  /** Seconds an access token lives; default 1800. */
  readonly validitySeconds?: number;
}

/** The part of the emulator that hands out tokens. */
export interface TokenServer {
  readonly clientId: string;
  readonly clientSecret: string;
  /** A refresh token as if from an installation. Lives until it is revoked. */
  issueRefreshToken(): string;
  revokeRefreshToken(token: string): void;
  /** Answers the token endpoint: form fields only. */
  exchange(request: EmulatorRequest): EmulatorResponse;
  /** @throws HubspotRefusal 401 when the token is over. */
  findPrincipal(accessToken: string): Principal | undefined;
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

export function createTokenServer(
  options: OAuthOptions,
  portalId: number,
  { clock, random }: { readonly clock: EmulatorClock; readonly random: Random },
): TokenServer {
  const { clientId = 'hubspot-client', clientSecret = 'hubspot-client-secret', scopes } = options;
  const validitySeconds = options.validitySeconds ?? 1800;
  const principal: Principal = { kind: 'oauth', scopes: scopes && new Set(scopes) };
  const refreshTokens = new Set<string>();
  const expiry = new Map<string, number>();

  const redeem = (form: URLSearchParams): string => {
    const token = form.get('refresh_token') ?? '';
    if (form.get('grant_type') !== 'refresh_token') throw refuse('BAD_GRANT_TYPE', 'unknown grant_type');
    if (form.get('client_id') !== clientId) throw refuse('BAD_CLIENT_ID', 'missing or unknown client id');
    if (form.get('client_secret') !== clientSecret) throw refuse('BAD_CLIENT_SECRET', 'wrong client secret');
    if (!refreshTokens.has(token)) throw refuse('BAD_REFRESH_TOKEN', 'missing or unknown refresh token');
    return token;
  };
  return {
    clientId,
    clientSecret,
    issueRefreshToken: () => {
      const token = `na1-${random.text(ALPHABET, 32)}`;
      refreshTokens.add(token);
      return token;
    },
    revokeRefreshToken: (token) => {
      refreshTokens.delete(token);
    },
    exchange: (request) => {
      const refreshToken = redeem(new URLSearchParams(request.body));
      const accessToken = `C${random.text(ALPHABET, 60)}`;
      expiry.set(accessToken, clock.now() + validitySeconds * 1000);
      const answer = {
        token_type: 'bearer',
        refresh_token: refreshToken,
        access_token: accessToken,
        expires_in: validitySeconds,
        hub_id: portalId,
        scopes: scopes ?? [],
      };
      return jsonResponse(200, JSON.stringify(answer));
    },
    findPrincipal: (token) => {
      const expiresAt = expiry.get(token);
      if (expiresAt === undefined) return undefined;
      if (clock.now() < expiresAt) return principal;
      throw expired(expiresAt, clock.now());
    },
  };
}

function refuse(status: string, message: string): HubspotRefusal {
  return new HubspotRefusal(400, message, { category: status });
}

function expired(expiresAt: number, now: number): HubspotRefusal {
  const seconds = Math.floor((now - expiresAt) / 1000);
  return new HubspotRefusal(401, `The OAuth token used to make this call expired ${seconds} second(s) ago.`, {
    category: 'EXPIRED_AUTHENTICATION',
    context: { expireTime: [new Date(expiresAt).toISOString()] },
  });
}
