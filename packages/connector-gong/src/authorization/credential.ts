import type { Authorization, CallContext } from '@etl/connector-kit';
import type { SourceDependencies } from '@etl/core';
import type { GongConfig } from '../config/config.js';
import { createKeyCredential } from './key-credential.js';
import { createOAuthCredential } from './oauth-credential.js';

/** Who asks, where, and on whose quota. */
export interface Credential {
  readonly authorization: Authorization;
  /** Base URL without trailing slash; an OAuth sign-in learns its own. */
  readonly baseUrl: (context: CallContext) => Promise<string>;
  /** Whose quota the requests count against. */
  readonly account: string;
}

/** @throws ConfigError when there is neither an API key nor an OAuth sign-in. */
export function createCredential(config: GongConfig, dependencies: SourceDependencies): Credential {
  if (config.oauth !== undefined)
    return createOAuthCredential(config.oauth, config.api_endpoint, dependencies);
  return createKeyCredential(config, dependencies);
}
