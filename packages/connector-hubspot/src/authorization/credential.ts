import { staticAuthorization, type Authorization } from '@etl/connector-kit';
import { ConfigError, type SourceDependencies } from '@etl/core';
import { fingerprint } from '../config/fingerprint.js';
import type { HubspotConfig } from '../config/config.js';
import { createOAuthAuthorization } from './oauth-authorization.js';

/** Who asks, and on whose quota. */
export interface Credential {
  readonly authorization: Authorization;
  /** HubSpot limits an app; tokens tell apps apart. */
  readonly account: string;
}

/** @throws ConfigError when there is neither a token nor a sign-in. */
export function createCredential(config: HubspotConfig, dependencies: SourceDependencies): Credential {
  const { oauth, access_token: token } = config;
  if (oauth !== undefined) {
    const signIn = `${oauth.client_id} ${oauth.refresh_token}`;
    return {
      authorization: createOAuthAuthorization(oauth, config, dependencies),
      account: `hubspot:${fingerprint(signIn)}`,
    };
  }
  if (token === undefined) throw explainNoCredential();
  // Invariant 9: known to the redactor before the first request can fail.
  dependencies.redactor.add(token);
  return {
    authorization: staticAuthorization({ authorization: `Bearer ${token}` }),
    account: `hubspot:${fingerprint(token)}`,
  };
}

function explainNoCredential(): ConfigError {
  return new ConfigError({
    code: 'hubspot_no_credential',
    message: 'There is no access_token and no oauth among the options for HubSpot.',
    remedy: 'Write the access token of a private app as access_token.',
  });
}
