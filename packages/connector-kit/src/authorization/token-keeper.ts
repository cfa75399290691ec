import { untilAborted, type Duration } from '@etl/core';
import type { CallContext } from '../http/call-context.js';
import type { OAuthOptions, OAuthToken } from './oauth-types.js';
import { TokenStorage, type KeptToken } from './token-storage.js';

const DEFAULT_RENEW_AHEAD: Duration = 5 * 60_000;

/** Holds the token in force and renews it, once for everybody who asks. */
export class TokenKeeper {
  readonly #options: OAuthOptions;
  readonly #storage: TokenStorage;
  #token: KeptToken | undefined;
  #renewing: Promise<KeptToken> | undefined;

  constructor(options: OAuthOptions) {
    this.#options = options;
    this.#storage = new TokenStorage(options);
  }

  /** A token that is not about to end. */
  async token(context: CallContext): Promise<OAuthToken> {
    if (this.#token !== undefined && this.#isFresh(this.#token)) return this.#token;
    return this.#renew(context, (token) => !this.#isFresh(token));
  }

  /** Another token than the one that was refused, unless somebody has brought it already. */
  async replace(context: CallContext, isRefused: (token: OAuthToken) => boolean): Promise<void> {
    await this.#renew(context, isRefused);
  }

  #isFresh({ expiresAt }: KeptToken): boolean {
    const { dependencies, renewAhead = DEFAULT_RENEW_AHEAD } = this.#options;
    return expiresAt === undefined || dependencies.clock.now() < expiresAt - renewAhead;
  }

  async #renew(context: CallContext, isStale: (token: KeptToken) => boolean): Promise<KeptToken> {
    this.#renewing ??= this.#renewOnce(context, isStale).finally(() => {
      this.#renewing = undefined;
    });
    return untilAborted(this.#renewing, context.signal);
  }

  /** What another source of the account has kept meanwhile is used first. */
  async #renewOnce(context: CallContext, isStale: (token: KeptToken) => boolean): Promise<KeptToken> {
    const kept = await this.#storage.read();
    if (kept !== undefined) this.#hide(kept);
    if (kept !== undefined && !isStale(kept)) {
      this.#token = kept;
      return kept;
    }
    const refreshToken = kept?.refreshToken ?? this.#options.refreshToken;
    const unbreakable: CallContext = { signal: new AbortController().signal, report: context.report };
    const fetched = await this.#options.fetchToken({ refreshToken }, unbreakable);
    const token = { ...fetched, refreshToken: fetched.refreshToken ?? refreshToken };
    this.#hide(token);
    // Kept before anybody uses it: a rotated refresh token that is lost costs a new sign-in.
    await this.#storage.write(token);
    this.#token = token;
    return token;
  }

  #hide({ accessToken, refreshToken }: KeptToken): void {
    this.#options.dependencies.redactor.add(accessToken);
    this.#options.dependencies.redactor.add(refreshToken);
  }
}
