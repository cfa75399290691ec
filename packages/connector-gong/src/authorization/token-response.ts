import type { FailedResponse, OAuthToken } from '@etl/connector-kit';
import { ConfigError, type EtlError, FatalError, type Instant } from '@etl/core';
import { z } from 'zod';

const tokenResponse = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive().optional(),
  api_base_url_for_customer: z.url().optional(),
});

/** @throws FatalError when the answer is not the one Gong documents. */
export function readToken(text: string, now: Instant): OAuthToken {
  const parsed = tokenResponse.safeParse(JSON.parse(text));
  if (!parsed.success) throw explainUnreadable(parsed.error);
  const { access_token, refresh_token, expires_in, api_base_url_for_customer } = parsed.data;
  return {
    accessToken: access_token,
    ...(refresh_token === undefined ? {} : { refreshToken: refresh_token }),
    ...(expires_in === undefined ? {} : { expiresAt: now + expires_in * 1000 }),
    ...(api_base_url_for_customer === undefined
      ? {}
      : { details: { api_base_url: api_base_url_for_customer } }),
  };
}

export function explainTokenFailure({ status, http }: FailedResponse): EtlError | undefined {
  if (status !== 400 && status !== 401) return undefined;
  return new ConfigError({
    code: 'gong_sign_in_refused',
    message: `Gong refused to renew the OAuth sign-in (${status}).`,
    remedy:
      'Check oauth.client_id and oauth.client_secret; if they are right, sign in again and put the new refresh token ' +
      'into oauth.refresh_token.',
    http,
  });
}

function explainUnreadable(error: z.ZodError): FatalError {
  const fields = error.issues.map(({ path }) => path.join('.')).join(', ');
  return new FatalError({
    code: 'gong_unreadable_token',
    message: `Gong's token endpoint answered without a usable ${fields}.`,
    remedy: 'Check oauth.token_endpoint.',
  });
}
