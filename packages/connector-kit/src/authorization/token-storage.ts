import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue } from '@etl/core';
import type { OAuthOptions, OAuthToken } from './oauth-types.js';

/** A token with the refresh token to renew it by. */
export type KeptToken = OAuthToken & { readonly refreshToken: string };

/** Keeps the newest token between runs, together with the sign-in it descends from. */
export class TokenStorage {
  readonly #options: OAuthOptions;
  readonly #signIn: string;

  constructor(options: OAuthOptions) {
    this.#options = options;
    this.#signIn = createHash('sha256').update(options.refreshToken).digest('hex');
  }

  /** The kept token, unless it belongs to another sign-in than the configured one. */
  async read(): Promise<KeptToken | undefined> {
    const stored = await this.#options.dependencies.localStore.read(this.#options.key);
    if (!isStored(stored) || stored.signIn !== this.#signIn) return undefined;
    const { accessToken, refreshToken, expiresAt, details } = stored;
    return { accessToken, refreshToken, details, ...(expiresAt === null ? {} : { expiresAt }) };
  }

  async write({ accessToken, refreshToken, expiresAt, details = {} }: KeptToken): Promise<void> {
    const stored: StoredToken = {
      accessToken,
      refreshToken,
      expiresAt: expiresAt ?? null,
      details,
      signIn: this.#signIn,
    };
    await this.#options.dependencies.localStore.write(this.#options.key, { ...stored });
  }
}

interface StoredToken {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: number | null;
  readonly details: Readonly<Record<string, string>>;
  readonly signIn: string;
}

function isStored(value: JsonValue | undefined): value is JsonObject & StoredToken {
  if (typeof value !== 'object' || value === null) return false;
  const { accessToken, refreshToken, expiresAt, details, signIn } = value as Partial<
    Record<keyof StoredToken, unknown>
  >;
  const areTexts = [accessToken, refreshToken, signIn].every((text) => typeof text === 'string');
  return (
    areTexts &&
    (expiresAt === null || typeof expiresAt === 'number') &&
    typeof details === 'object' &&
    details !== null
  );
}
