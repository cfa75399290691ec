import { z } from 'zod';
import { duration, instant } from './time.js';

const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'write an http(s) address, e.g. "https://slack.com/api/"',
});
const secret = z.string().min(1).meta({ secret: true });
const channelName = z
  .string()
  .regex(/^#?[^\s#,]+$/, 'write the name of a channel or its id, e.g. "general" or "C0123456789"')
  .transform((name) => name.replace(/^#/, ''));

function tier(perMinute: number) {
  return z.number().positive().default(perMinute).describe(`Slack allows ${perMinute} or more.`);
}

/** Kinds of conversations, as Slack names them. */
export const CONVERSATION_TYPES = ['public_channel', 'private_channel', 'mpim', 'im'] as const;

const oauth = z
  .strictObject({
    client_id: z.string().min(1).describe('Client id of the app.'),
    client_secret: secret.describe('Client secret of the app.'),
    refresh_token: secret.describe(
      'Refresh token of the installation. Each is good for one use; later ones are kept beside the configuration and take its place.',
    ),
  })
  .describe('Sign-in of an app with token rotation, instead of api_token.');

const channels = z
  .strictObject({
    include: z
      .array(channelName)
      .min(1)
      .optional()
      .describe('Read only these conversations, by name or id. One that cannot be read is then an error.'),
    exclude: z.array(channelName).default([]).describe('Leave out these conversations, by name or id.'),
    only_joined: z
      .boolean()
      .default(true)
      .describe(
        'Leave out the channels that the token is not a member of. A user token may read public channels without being in them: write false.',
      ),
  })
  .prefault({})
  .describe('Which conversations to read.');

const CADENCE = {
  look_back: duration
    .prefault('7d')
    .describe('How far back each run reads again, for edits, reactions and deletions.'),
  lookback_window: z.int().positive().optional().describe('The same as look_back, as a number of days.'),
  thread_look_back: duration
    .prefault('30d')
    .describe('How long a thread is watched for late replies, counted from its latest reply.'),
  thread_recheck_every: duration
    .prefault('7d')
    .describe(
      'How often messages as old as thread_look_back are read again, and threads without new replies, for edited and deleted ones.',
    ),
  details_every: duration
    .prefault('1d')
    .describe('How often members, pins and bookmarks are read; each asks once for every conversation.'),
};

const LIMITS = {
  app_terms: z
    .enum(['auto', 'full', 'limited'])
    .default('auto')
    .describe(
      'What Slack allows the app for messages: "limited" is one request a minute with 15 messages, for commercial apps outside the Marketplace; "auto" finds out.',
    ),
  requests_per_minute: z
    .strictObject({
      tier_2: tier(20),
      tier_3: tier(50),
      tier_4: tier(100),
    })
    .prefault({})
    .describe('Requests per minute that each method is allowed, by the tier that Slack puts it in.'),
};

/** Options of the Slack connector, as written in YAML. */
export const configSchema = z
  .strictObject({
    api_token: secret.optional().describe('Bot token (xoxb-…) or user token (xoxp-…) of an installed app.'),
    oauth: oauth.optional(),
    export_file: z
      .string()
      .min(1)
      .optional()
      .describe(
        'Path of an export of the workspace (ZIP). With a credential, the API goes on where the export ends; without one, only the export is read. Relative to the folder above the configuration.',
      ),
    export_start_date: instant
      .optional()
      .describe(
        'From when on the export is whole, e.g. the same as start_date for one of the entire history. Default: what its name tells, else its oldest file.',
      ),
    api_endpoint: httpUrl.default('https://slack.com/api/').describe('Base URL of the API.'),
    start_date: instant
      .prefault('2013-01-01')
      .describe('Read no message from before: a date (midnight UTC) or a time with offset.'),
    conversation_types: z
      .array(z.enum(CONVERSATION_TYPES))
      .min(1)
      .default(['public_channel', 'private_channel'])
      .describe('Kinds of conversations to read; direct messages are im and mpim.'),
    channels,
    join_channels: z
      .boolean()
      .default(false)
      .describe(
        'Whether to join public channels that the token is not a member of; people see that it does.',
      ),
    ...CADENCE,
    ...LIMITS,
  })
  .refine(({ api_token, oauth: signIn }) => api_token === undefined || signIn === undefined, {
    error: 'write either api_token or oauth',
    path: ['api_token'],
  })
  .refine((options) => hasCredential(options) || options.export_file !== undefined, {
    error: 'write api_token or oauth, or export_file to read an export',
    path: ['api_token'],
  });

/** Whether the API can be asked. */
export function hasCredential(options: {
  readonly api_token?: string | undefined;
  readonly oauth?: unknown;
}): boolean {
  return options.api_token !== undefined || options.oauth !== undefined;
}

/** The options after validation: instants and durations in milliseconds. */
export type SlackConfig = z.output<typeof configSchema>;

/** The options as written. */
export type SlackConfigInput = z.input<typeof configSchema>;

export type OAuthConfig = NonNullable<SlackConfig['oauth']>;

export type ConversationType = (typeof CONVERSATION_TYPES)[number];
