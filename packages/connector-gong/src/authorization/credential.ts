import { type Authorization, type CallContext, staticAuthorization } from '@etl/connector-kit';
import type { SourceDependencies } from '@etl/core';
import { parseApiToken } from '../config/api-token.js';
import type { GongConfig } from '../config/config.js';
import { basicAuthorization } from './basic-authorization.js';
import { createOAuthCredential } from './oauth-credential.js';
import { trimBaseUrl } from './trim-base-url.js';

/** Who asks, and where. */
export interface Credential {
  readonly authorization: Authorization;
  /** Base URL without trailing slash; an OAuth sign-in learns its own. */
  readonly baseUrl: (context: CallContext) => Promise<string>;
}

export function createCredential(config: GongConfig, dependencies: SourceDependencies): Credential {
  if (config.oauth !== undefined)
    return createOAuthCredential(config.oauth, config.api_endpoint, dependencies);
  return createKeyCredential(config, dependencies);
}

function createKeyCredential(config: GongConfig, { redactor }: SourceDependencies): Credential {
  const { accessKey, accessKeySecret } = parseApiToken(config.api_token ?? '') ?? {
    accessKey: '',
    accessKeySecret: '',
  };
  // Invariant 9: the secret alone, and the pair in both forms.
  redactor.add(accessKeySecret);
  redactor.add(`${accessKey}:${accessKeySecret}`);
  return {
    authorization: staticAuthorization({ authorization: basicAuthorization(accessKey, accessKeySecret) }),
    baseUrl: () => Promise.resolve(trimBaseUrl(config.api_endpoint)),
  };
}
