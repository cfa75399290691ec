import type { EmulatorClock, Random } from '@etl/emulator-kit';
import { SlackRefusal } from '../errors/slack-refusal.js';
import type { Arguments } from '../input/arguments.js';
import type { JsonObject } from '../workspace/json-object.js';

export interface OAuthOptions {
  /** Default `12345.67890`. */
  readonly clientId?: string;
  /** Default `slack-client-secret`. */
  readonly clientSecret?: string;
  /** Seconds an access token lives; default 43,200. */
  readonly validitySeconds?: number;
}

/** The part of the emulator that rotates tokens. */
export interface TokenServer {
  readonly clientId: string;
  readonly clientSecret: string;
  /** A refresh token as if from an installation. It can be used once. */
  issueRefreshToken(): string;
  /** Ends every access token handed out so far, as if their time were over. */
  expireAccessTokens(): void;
  /** Answers `oauth.v2.access`. @throws SlackRefusal */
  exchange(args: Arguments, basic: readonly [id: string, secret: string] | undefined): JsonObject;
  /** Whether the token was handed out here. @throws SlackRefusal `token_expired` when it is over. */
  accepts(accessToken: string): boolean;
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const TWELVE_HOURS = 43_200;

export function createTokenServer(
  options: OAuthOptions,
  { clock, random }: { readonly clock: EmulatorClock; readonly random: Random },
): TokenServer {
  const { clientId = '12345.67890', clientSecret = 'slack-client-secret' } = options;
  const validitySeconds = options.validitySeconds ?? TWELVE_HOURS;
  const refreshTokens = new Set<string>();
  const expiry = new Map<string, number>();
  const issueRefreshToken = (): string => {
    const token = `xoxe-1-${random.text(ALPHABET, 40)}`;
    refreshTokens.add(token);
    return token;
  };
  return {
    clientId,
    clientSecret,
    issueRefreshToken,
    expireAccessTokens: () => {
      for (const token of expiry.keys()) expiry.set(token, 0);
    },
    exchange: (args, basic) => {
      const [id, secret] = basic ?? [args.text('client_id'), args.text('client_secret')];
      if (id !== clientId) throw new SlackRefusal('invalid_client_id');
      if (secret !== clientSecret) throw new SlackRefusal('bad_client_secret');
      if (args.text('grant_type') !== 'refresh_token') throw new SlackRefusal('invalid_grant_type');
      const isAlive = refreshTokens.delete(args.text('refresh_token') ?? '');
      if (!isAlive) throw new SlackRefusal('invalid_refresh_token');
      const accessToken = `xoxe.xoxb-1-${random.text(ALPHABET, 60)}`;
      expiry.set(accessToken, clock.now() + validitySeconds * 1000);
      return {
        access_token: accessToken,
        token_type: 'bot',
        expires_in: validitySeconds,
        refresh_token: issueRefreshToken(),
      };
    },
    accepts: (token) => {
      const expiresAt = expiry.get(token);
      if (expiresAt === undefined) return false;
      if (clock.now() < expiresAt) return true;
      throw new SlackRefusal('token_expired');
    },
  };
}
