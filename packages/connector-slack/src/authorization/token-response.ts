import type { FailedResponse, OAuthToken } from '@etl/connector-kit';
import { ConfigError, type EtlError, FatalError, type Instant } from '@etl/core';
import { z } from 'zod';
import { readRefusal } from '../api/refusal.js';

const tokenResponse = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive().optional(),
});

/** @throws FatalError when the answer is not the one Slack documents. */
export function readToken(text: string, now: Instant): OAuthToken {
  const parsed = tokenResponse.safeParse(parse(text));
  if (!parsed.success) throw explainUnreadable(parsed.error);
  const { access_token, refresh_token, expires_in } = parsed.data;
  return {
    accessToken: access_token,
    ...(expires_in === undefined ? {} : { expiresAt: now + expires_in * 1000 }),
    ...(refresh_token === undefined ? {} : { refreshToken: refresh_token }),
  };
}

/** What passes is left to the kit. */
export function explainTokenFailure({ status, text, http }: FailedResponse): EtlError | undefined {
  const { code } = readRefusal(text) ?? {};
  if (code === undefined || status === 429 || status >= 500) return undefined;
  return new ConfigError({
    code: 'slack_sign_in_refused',
    message: `Slack refused to renew the token (${code}).`,
    remedy:
      'Check oauth.client_id and oauth.client_secret; if they are right, install the app again and put its refresh token ' +
      'into oauth.refresh_token: each one is good for one use.',
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
    code: 'slack_unreadable_token',
    message: `Slack’s oauth.v2.access answered without a usable ${fields}.`,
    remedy: 'Check api_endpoint.',
  });
}
