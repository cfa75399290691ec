import { z } from 'zod';
import { parseApiToken } from './api-token.js';
import { duration, instant, timeZone } from './time.js';

const GENERIC_ENDPOINT = 'https://api.gong.io';
const TOKEN_ENDPOINT = 'https://app.gong.io/oauth2/generate-customer-token';
/** A range of more than 90 days is said to be refused, and a range of years was never tried. */
const LONGEST_WINDOW = 30 * 86_400_000;

const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'write an http(s) address, e.g. "https://api.gong.io"',
});
const secret = z.string().min(1).meta({ secret: true });

const oauth = z
  .strictObject({
    client_id: z.string().min(1).describe('Client id of the OAuth app.'),
    client_secret: secret.describe('Client secret of the OAuth app.'),
    refresh_token: secret.describe(
      'Refresh token of the first sign-in. Later ones are kept beside the configuration and take its place.',
    ),
    api_base_url: httpUrl
      .optional()
      .describe('The api_base_url_for_customer of the sign-in; learnt from the first refresh when left out.'),
    token_endpoint: httpUrl.default(TOKEN_ENDPOINT).describe('Where access tokens are refreshed.'),
  })
  .describe('Sign-in of an OAuth app, instead of api_token.');

/** Options of the Gong connector, as written in YAML. */
export const configSchema = z
  .strictObject({
    api_endpoint: httpUrl
      .default(GENERIC_ENDPOINT)
      .describe(
        'Base URL, as Gong shows it beside its API keys. Some keys work only on the host of their company, e.g. https://us-12345.api.gong.io.',
      ),
    api_token: secret
      .refine(
        (token) => parseApiToken(token) !== undefined,
        'write "<access key>:<access key secret>" or its base64',
      )
      .optional()
      .describe('API key as `key:secret` or the base64 of it.'),
    oauth: oauth.optional(),
    start_date: instant
      .prefault('2015-01-01')
      .describe('Read no call that started before: a date (midnight UTC) or a time with offset.'),
    look_back: duration
      .prefault('7d')
      .describe('How long calls, transcripts and their analysis may still appear or change, e.g. "7d".'),
    workspace_id: z
      .string()
      .regex(/^\d+$/, 'write the number of the workspace, in quotes')
      .optional()
      .describe('Read only this workspace; all of them when left out.'),
    include_private_calls: z
      .boolean()
      .optional()
      .describe('Whether to read private calls. Default: true with an API key, false with OAuth.'),
    media: z
      .boolean()
      .default(false)
      .describe('Whether to read addresses of recordings; they expire after about eight hours.'),
    max_window: duration
      .refine((length) => length > 0 && length <= LONGEST_WINDOW, 'write more than 0 and at most "30d"')
      .prefault('30d')
      .describe('Longest range of time asked for at once.'),
    time_zone: timeZone
      .optional()
      .describe(
        'IANA time zone of the company, e.g. "America/Los_Angeles". Reviews are asked for by its dates; left out, the last ones come up to a day later.',
      ),
    requests_per_second: z
      .number()
      .positive()
      .default(2.8)
      .describe('Gong allows a company 3, all its API keys together.'),
    requests_per_day: z
      .int()
      .positive()
      .default(10_000)
      .describe('Gong allows a company 10000, all its API keys together.'),
  })
  .refine((config) => (config.api_token === undefined) !== (config.oauth === undefined), {
    error: 'write either api_token or oauth',
    path: ['api_token'],
  });

/** The options after validation: instants and durations in milliseconds. */
export type GongConfig = z.output<typeof configSchema>;

/** The options as written. */
export type GongConfigInput = z.input<typeof configSchema>;

export type OAuthConfig = NonNullable<GongConfig['oauth']>;
