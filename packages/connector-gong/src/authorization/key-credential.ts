import { staticAuthorization } from '@etl/connector-kit';
import { ConfigError, type SourceDependencies } from '@etl/core';
import { type ApiKey, parseApiToken } from '../config/api-token.js';
import type { GongConfig } from '../config/config.js';
import { basicAuthorization } from './basic-authorization.js';
import type { Credential } from './credential.js';
import { nameAccount } from './name-account.js';
import { trimBaseUrl } from './trim-base-url.js';

/** An API key, sent with every request. */
export function createKeyCredential(config: GongConfig, { redactor }: SourceDependencies): Credential {
  const { accessKey, accessKeySecret } = readApiKey(config);
  // Invariant 9: the secret alone, and the pair in both forms.
  redactor.add(accessKeySecret);
  redactor.add(`${accessKey}:${accessKeySecret}`);
  return {
    authorization: staticAuthorization({ authorization: basicAuthorization(accessKey, accessKeySecret) }),
    baseUrl: () => Promise.resolve(trimBaseUrl(config.api_endpoint)),
    account: nameAccount(config.api_endpoint, accessKey),
  };
}

function readApiKey({ api_token: token }: GongConfig): ApiKey {
  const key = token === undefined ? undefined : parseApiToken(token);
  if (key !== undefined) return key;
  throw new ConfigError({
    code: 'gong_no_credential',
    message: 'There is no usable api_token and no oauth among the options for Gong.',
    remedy: 'Write api_token as "<access key>:<access key secret>" or its base64.',
  });
}
