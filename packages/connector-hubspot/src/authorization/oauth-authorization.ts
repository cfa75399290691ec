import {
  createApiClient,
  createOAuthTokens,
  createQuota,
  staticAuthorization,
  type ApiClient,
  type Authorization,
} from '@etl/connector-kit';
import type { SourceDependencies } from '@etl/core';
import { buildPaths } from '../api/paths.js';
import { fingerprint } from '../config/fingerprint.js';
import type { HubspotConfig, OAuthConfig } from '../config/config.js';
import { explainTokenFailure, readToken } from './token-response.js';

/** Access tokens of an installed app, which live for half an hour. */
export function createOAuthAuthorization(
  oauth: OAuthConfig,
  config: HubspotConfig,
  dependencies: SourceDependencies,
): Authorization {
  const { client_id, client_secret, refresh_token } = oauth;
  // Invariant 9: known to the redactor before the first request can fail.
  dependencies.redactor.add(client_secret);
  dependencies.redactor.add(refresh_token);
  const key = `hubspot-oauth:${fingerprint(`${client_id} ${refresh_token}`)}`;
  const client = createTokenClient(config, key, dependencies);
  return createOAuthTokens({
    key,
    dependencies,
    refreshToken: refresh_token,
    fetchToken: async ({ refreshToken }, context) => {
      const form = { grant_type: 'refresh_token', client_id, client_secret, refresh_token: refreshToken };
      const { text } = await client.fetch(context, {
        method: 'POST',
        path: buildPaths(config.api_version).token,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form).toString(),
      });
      return readToken(text, dependencies.clock.now());
    },
  });
}

/** The token endpoint does not count against the app's limits. */
function createTokenClient(
  config: HubspotConfig,
  account: string,
  dependencies: SourceDependencies,
): ApiClient {
  const { clock, localStore } = dependencies;
  return createApiClient({
    baseUrl: config.api_endpoint,
    authorization: staticAuthorization({}),
    quota: createQuota({ account, perSecond: 1, clock, localStore }),
    explain: explainTokenFailure,
    dependencies,
  });
}
