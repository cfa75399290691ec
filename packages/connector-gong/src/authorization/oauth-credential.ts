import {
  type ApiClient,
  type ApiRequest,
  createApiClient,
  createOAuthTokens,
  createQuota,
  staticAuthorization,
} from '@etl/connector-kit';
import type { SourceDependencies } from '@etl/core';
import { fingerprint } from '../config/fingerprint.js';
import type { OAuthConfig } from '../config/config.js';
import { basicAuthorization } from './basic-authorization.js';
import type { Credential } from './credential.js';
import { nameAccount } from './name-account.js';
import { explainTokenFailure, readToken } from './token-response.js';
import { trimBaseUrl } from './trim-base-url.js';

/**
 * An OAuth sign-in. Its tokens work only on the host of their company, which the token endpoint names; refresh tokens
 * are kept before they are used, because Gong may accept each of them once.
 */
export function createOAuthCredential(
  config: OAuthConfig,
  defaultBaseUrl: string,
  dependencies: SourceDependencies,
): Credential {
  const knownBaseUrl = config.api_base_url ?? defaultBaseUrl;
  const signIn = `${config.client_id} ${config.refresh_token}`;
  const client = createTokenClient(config, dependencies);
  dependencies.redactor.add(config.client_secret);
  dependencies.redactor.add(config.refresh_token);
  const tokens = createOAuthTokens({
    key: `gong-oauth:${fingerprint(signIn)}`,
    dependencies,
    refreshToken: config.refresh_token,
    fetchToken: async ({ refreshToken }, context) => {
      const { text } = await client.fetch(context, buildRefresh(config, refreshToken));
      return readToken(text, dependencies.clock.now());
    },
  });
  return {
    authorization: tokens,
    baseUrl: async (context) => {
      const { details } = await tokens.token(context);
      return trimBaseUrl(details?.api_base_url ?? knownBaseUrl);
    },
    account: nameAccount(knownBaseUrl, signIn),
  };
}

/** The token endpoint is not part of the API and does not count against the company's quota. */
function createTokenClient(config: OAuthConfig, dependencies: SourceDependencies): ApiClient {
  const { clock, localStore } = dependencies;
  return createApiClient({
    baseUrl: new URL(config.token_endpoint).origin,
    authorization: staticAuthorization({
      authorization: basicAuthorization(config.client_id, config.client_secret),
    }),
    quota: createQuota({ account: `gong-oauth:${config.client_id}`, perSecond: 1, clock, localStore }),
    explain: explainTokenFailure,
    dependencies,
  });
}

/** Gong reads the parameters from the query and ignores a form in the body. */
function buildRefresh({ token_endpoint }: OAuthConfig, refreshToken: string): ApiRequest {
  return {
    method: 'POST',
    path: new URL(token_endpoint).pathname,
    query: { grant_type: 'refresh_token', refresh_token: refreshToken },
  };
}
