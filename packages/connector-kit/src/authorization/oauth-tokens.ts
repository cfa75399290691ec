import type { OAuthOptions, OAuthTokens } from './oauth-types.js';
import { TokenKeeper } from './token-keeper.js';

/** Keeps one account's tokens. Concurrent callers share one renewal. */
export function createOAuthTokens(options: OAuthOptions): OAuthTokens {
  const keeper = new TokenKeeper(options);
  return {
    token: (context) => keeper.token(context),
    headers: async (context) => bearer((await keeper.token(context)).accessToken),
    renew: async (context, rejected) => {
      await keeper.replace(
        context,
        (token) => bearer(token.accessToken).authorization === rejected.authorization,
      );
      return true;
    },
  };
}

function bearer(accessToken: string): { authorization: string } {
  return { authorization: `Bearer ${accessToken}` };
}
