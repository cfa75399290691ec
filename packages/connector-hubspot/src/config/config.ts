import { z } from 'zod';
import { STANDARD_OBJECTS } from './standard-objects.js';
import { duration, instant } from './time.js';

const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'write an http(s) address, e.g. "https://api.hubapi.com"',
});
const secret = z.string().min(1).meta({ secret: true });
const objectName = z.string().regex(/^[a-zA-Z0-9_-]+$/, 'write the name of an object, e.g. "contacts"');
const byObject = z.record(objectName, z.array(z.string().min(1)).min(1));

const oauth = z
  .strictObject({
    client_id: z.string().min(1).describe('Client id of the app.'),
    client_secret: secret.describe('Client secret of the app.'),
    refresh_token: secret.describe(
      'Refresh token of the installation. Later ones are kept beside the configuration and take its place.',
    ),
  })
  .describe('Sign-in of an OAuth app, instead of access_token.');

const LIMITS = {
  requests_per_ten_seconds: z
    .int()
    .positive()
    .optional()
    .describe(
      'The most requests in any ten seconds, searches left out. Default: 95 % of what HubSpot says it allows the app.',
    ),
  search_requests_per_second: z
    .number()
    .positive()
    .default(4)
    .describe('HubSpot allows an account 5 searches a second, all its apps together.'),
  requests_per_day: z
    .int()
    .positive()
    .optional()
    .describe('The most requests in a day (UTC). Default: what HubSpot allows.'),
  reserved_requests_per_day: z
    .int()
    .nonnegative()
    .default(1000)
    .describe('When HubSpot says that no more are left of the day, they are left to the other apps.'),
};

const CADENCE = {
  look_back: duration
    .prefault('90m')
    .describe('How long search may take to notice a change. HubSpot was seen to need up to an hour.'),
  refresh_every: duration
    .prefault('7d')
    .describe(
      'How often every record is read again: for calculated values, restored records and records that are gone without a trace.',
    ),
  archived_every: duration.prefault('1h').describe('How often the list of archived records is read.'),
  associations_every: duration
    .prefault('1d')
    .describe('How often associations are read of records that have not changed.'),
  memberships_every: duration.prefault('1d').describe('How often the members of lists are read.'),
};

/** Options of the HubSpot connector, as written in YAML. */
export const configSchema = z
  .strictObject({
    access_token: secret.optional().describe('Access token of a private app.'),
    oauth: oauth.optional(),
    api_endpoint: httpUrl.default('https://api.hubapi.com').describe('Base URL of the API.'),
    api_version: z
      .string()
      .regex(/^(v3|\d{4}-\d{2}(-beta)?)$/, 'write a version of HubSpot’s API, e.g. "2026-09", or "v3"')
      .default('2026-09')
      .describe('Version of the API: one with a date, or "v3", which HubSpot supports until September 2027.'),
    start_date: instant
      .prefault('2006-01-01')
      .describe('Read no CRM record that last changed before: a date (midnight UTC) or a time with offset.'),
    objects: z
      .array(objectName)
      .default([...STANDARD_OBJECTS])
      .describe(
        'Standard objects to read; HubSpot has more than the default names, e.g. "orders" and "invoices".',
      ),
    custom_objects: z
      .boolean()
      .default(true)
      .describe('Whether to read the objects that the account has defined itself.'),
    associations: byObject
      .optional()
      .describe(
        'Which associations to read: by object, the objects it is associated with. Default: contacts with companies, and deals with both.',
      ),
    property_history: byObject
      .default({})
      .describe('Of which properties to read every earlier value, by object, e.g. {deals: [dealstage]}.'),
    ...CADENCE,
    ...LIMITS,
  })
  .refine((config) => (config.access_token === undefined) !== (config.oauth === undefined), {
    error: 'write either access_token or oauth',
    path: ['access_token'],
  });

/** The options after validation: instants and durations in milliseconds. */
export type HubspotConfig = z.output<typeof configSchema>;

/** The options as written. */
export type HubspotConfigInput = z.input<typeof configSchema>;

export type OAuthConfig = NonNullable<HubspotConfig['oauth']>;
