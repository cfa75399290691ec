import { staticAuthorization, type Authorization } from '@etl/connector-kit';
import { ConfigError, type SourceDependencies } from '@etl/core';
import type { SlackConfig } from '../config/config.js';
import { fingerprint } from '../config/fingerprint.js';
import { createOAuthAuthorization } from './oauth-authorization.js';

/** Who asks, and on whose quota. */
export interface Credential {
  readonly authorization: Authorization;
  /** Slack limits an app in a workspace; tokens tell these apart. */
  readonly account: string;
}

/** @throws ConfigError when there is neither a token nor a sign-in. */
export function createCredential(config: SlackConfig, dependencies: SourceDependencies): Credential {
  const { oauth, api_token: token } = config;
  if (oauth !== undefined) {
    return {
      authorization: createOAuthAuthorization(oauth, config, dependencies),
      account: `slack:${fingerprint(`${oauth.client_id} ${oauth.refresh_token}`)}`,
    };
  }
  if (token === undefined) throw explainNoCredential();
  // Invariant 9: known to the redactor before the first request can fail.
  dependencies.redactor.add(token);
  return {
    authorization: staticAuthorization({ authorization: `Bearer ${token}` }),
    account: `slack:${fingerprint(token)}`,
  };
}

function explainNoCredential(): ConfigError {
  return new ConfigError({
    code: 'slack_no_credential',
    message: 'There is no api_token and no oauth among the options for Slack.',
    remedy: 'Write the bot token of an installed app as api_token.',
  });
}
