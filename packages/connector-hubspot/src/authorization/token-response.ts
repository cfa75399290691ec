import type { FailedResponse, OAuthToken } from '@etl/connector-kit';
import { ConfigError, type EtlError, FatalError, type Instant } from '@etl/core';
import { z } from 'zod';

const tokenResponse = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive(),
});

/** @throws FatalError when the answer is not the one HubSpot documents. */
export function readToken(text: string, now: Instant): OAuthToken {
  const parsed = tokenResponse.safeParse(parse(text));
  if (!parsed.success) throw explainUnreadable(parsed.error);
  const { access_token, refresh_token, expires_in } = parsed.data;
  return {
    accessToken: access_token,
    expiresAt: now + expires_in * 1000,
    ...(refresh_token === undefined ? {} : { refreshToken: refresh_token }),
  };
}

export function explainTokenFailure({ status, http }: FailedResponse): EtlError | undefined {
  if (status !== 400 && status !== 401 && status !== 403) return undefined;
  return new ConfigError({
    code: 'hubspot_sign_in_refused',
    message: `HubSpot refused to renew the sign-in (${status}).`,
    remedy:
      'Check oauth.client_id and oauth.client_secret; if they are right, install the app again and put the new refresh ' +
      'token into oauth.refresh_token.',
    http,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function explainUnreadable(error: z.ZodError): FatalError {
  const fields = error.issues.map(({ path }) => path.join('.') || 'body').join(', ');
  return new FatalError({
    code: 'hubspot_unreadable_token',
    message: `HubSpot’s token endpoint answered without a usable ${fields}.`,
    remedy: 'Check api_endpoint and api_version.',
  });
}
