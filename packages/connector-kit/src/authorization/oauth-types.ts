import type { Duration, Instant, SourceDependencies } from '@etl/core';
import type { CallContext } from '../http/call-context.js';
import type { Authorization } from './authorization.js';

/** What the vendor's token endpoint gave. */
export interface OAuthToken {
  readonly accessToken: string;
  /** The next one to renew with; absent when the vendor keeps the old one. */
  readonly refreshToken?: string;
  /** Absent: until a request is answered 401. */
  readonly expiresAt?: Instant;
  /** Whatever else came with the token and is needed later, e.g. the tenant's base URL. */
  readonly details?: Readonly<Record<string, string>>;
}

/** What a new token is asked for with. */
export interface OAuthGrant {
  readonly refreshToken: string;
}

/** Where tokens come from and where they are kept. */
export interface OAuthOptions {
  /** Where the tokens are kept in the local store; unique per account: `oauth:gong:us-12345`. */
  readonly key: string;
  readonly dependencies: Pick<SourceDependencies, 'clock' | 'localStore' | 'redactor'>;
  /** As configured. A changed one is a new sign-in and replaces what was kept. */
  readonly refreshToken: string;
  /**
   * Asks the vendor for a token, within a time limit of its own. The context's signal never aborts: a request broken
   * off could lose the refresh token that its answer carries.
   *
   * @throws ConfigError when the grant is refused, telling how to sign in again.
   */
  readonly fetchToken: (grant: OAuthGrant, context: CallContext) => Promise<OAuthToken>;
  /** How long before its end a token is renewed. Default: 5 minutes. */
  readonly renewAhead?: Duration;
}

/** Bearer tokens that are renewed ahead of their end and when a request is answered 401. */
export interface OAuthTokens extends Authorization {
  /** A token that is valid now. */
  token(context: CallContext): Promise<OAuthToken>;
}
