import type { EmulatorClock, EmulatorRequest, EmulatorResponse, Random } from '@etl/emulator-kit';
import { Refusal, jsonResponse } from '@etl/emulator-kit';
import { readBasicCredentials } from './basic-credentials.js';
import type { Principal } from './principal.js';

export interface OAuthOptions {
  /** Default `gong-client`. */
  readonly clientId?: string;
  /** Default `gong-client-secret`. */
  readonly clientSecret?: string;
  /** Space-separated scopes of the tokens; default: everything is allowed. */
  readonly scope?: string;
  /** Seconds an access token lives; default 86400. */
  readonly validitySeconds?: number;
}

/** The part of the emulator that hands out tokens. */
export interface OAuthServer {
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the consent page would hand to the redirect address. Good for one exchange within ten minutes. */
  issueAuthorizationCode(): string;
  /** A refresh token as if from an earlier exchange. Dies when it is used. */
  issueRefreshToken(): string;
  /** Answers the token endpoint. Parameters count only in the query string. */
  exchange(request: EmulatorRequest, tenantUrl: string): EmulatorResponse;
  findPrincipal(accessToken: string): Principal | undefined;
}

const CODE_LIFETIME = 10 * 60 * 1000;
const TOKEN_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

export function createOAuthServer(options: OAuthOptions, clock: EmulatorClock, random: Random): OAuthServer {
  const { clientId = 'gong-client', clientSecret = 'gong-client-secret', validitySeconds = 86_400 } = options;
  const principal: Principal = { scopes: options.scope ? new Set(options.scope.split(' ')) : undefined };
  const codes = new Map<string, number>();
  const refreshTokens = new Set<string>();
  const accessTokens = new Map<string, number>();

  const issue = (kind: string): string => `${kind}-${random.text(TOKEN_ALPHABET, 32)}`;
  const issueRefreshToken = (): string => {
    const token = issue('refresh');
    refreshTokens.add(token);
    return token;
  };
  const redeem = (query: URLSearchParams): void => {
    const grant = query.get('grant_type');
    if (grant === 'refresh_token') redeemRefreshToken(query.get('refresh_token'), refreshTokens);
    else if (grant === 'authorization_code') redeemCode(query.get('code'), codes, clock.now());
    else
      throw new Refusal(400, 'grant_type: must be authorization_code or refresh_token, in the query string');
  };
  return {
    clientId,
    clientSecret,
    issueRefreshToken,
    issueAuthorizationCode: () => {
      const code = issue('code');
      codes.set(code, clock.now() + CODE_LIFETIME);
      return code;
    },
    exchange: (request, tenantUrl) => {
      if (readBasicCredentials(request.headers.authorization) !== `${clientId}:${clientSecret}`) {
        throw new Refusal(401, 'Unauthorized: invalid client credentials');
      }
      redeem(request.query);
      const accessToken = issue('access');
      accessTokens.set(accessToken, clock.now() + validitySeconds * 1000);
      const answer = {
        access_token: accessToken,
        token_type: 'bearer',
        expires_in: validitySeconds,
        refresh_token: issueRefreshToken(),
        scope: options.scope ?? '',
        api_base_url_for_customer: tenantUrl,
      };
      return jsonResponse(200, JSON.stringify(answer));
    },
    findPrincipal: (token) => (clock.now() < (accessTokens.get(token) ?? 0) ? principal : undefined),
  };
}

function redeemRefreshToken(token: string | null, alive: Set<string>): void {
  if (token !== null && alive.delete(token)) return;
  throw new Refusal(400, 'refresh_token: is not valid, or was used before');
}

function redeemCode(code: string | null, codes: Map<string, number>, now: number): void {
  const expiresAt = codes.get(code ?? '') ?? 0;
  codes.delete(code ?? '');
  if (now >= expiresAt) throw new Refusal(400, 'code: is not valid, was used before, or has expired');
}
