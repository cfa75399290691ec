import {
  createApiClient,
  createOAuthTokens,
  createQuota,
  staticAuthorization,
  type Authorization,
} from '@etl/connector-kit';
import type { SourceDependencies } from '@etl/core';
import { createCallSlack, type CallSlack } from '../api/call-slack.js';
import { honestTransport } from '../api/honest-transport.js';
import type { OAuthConfig, SlackConfig } from '../config/config.js';
import { fingerprint } from '../config/fingerprint.js';
import { explainTokenFailure, readToken } from './token-response.js';

/** Tokens of an app with token rotation, which live for twelve hours. */
export function createOAuthAuthorization(
  oauth: OAuthConfig,
  config: SlackConfig,
  dependencies: SourceDependencies,
): Authorization {
  const { client_id, client_secret, refresh_token } = oauth;
  // Invariant 9: known to the redactor before the first request can fail.
  dependencies.redactor.add(client_secret);
  dependencies.redactor.add(refresh_token);
  const key = `slack-oauth:${fingerprint(`${client_id} ${refresh_token}`)}`;
  const call = createTokenCall(config, key, dependencies);
  return createOAuthTokens({
    key,
    dependencies,
    refreshToken: refresh_token,
    fetchToken: async ({ refreshToken }, context) => {
      const grant = { grant_type: 'refresh_token', client_id, client_secret, refresh_token: refreshToken };
      const { text } = await call(context, 'oauth.v2.access', grant);
      return readToken(text, dependencies.clock.now());
    },
  });
}

/** The token endpoint does not count against the app's limits. */
function createTokenCall(config: SlackConfig, account: string, dependencies: SourceDependencies): CallSlack {
  const { clock, localStore, transport } = dependencies;
  const client = createApiClient({
    baseUrl: config.api_endpoint,
    authorization: staticAuthorization({}),
    quota: createQuota({ account, perSecond: 1, clock, localStore }),
    explain: explainTokenFailure,
    dependencies: { ...dependencies, transport: honestTransport(transport) },
  });
  return createCallSlack(client);
}
