import { z } from 'zod';
import { FREE_MAIL_DOMAINS, SERVICE_DOMAINS, SHARED_MAILBOXES } from './identity/shared-addresses.js';

const name = z.string().min(1);
const lowerCase = z.string().regex(/^[^A-Z\s]+$/, 'write it in lower case, without spaces');
const record = z
  .string()
  .regex(/^[^/]+\/.+:.+$/, 'write a record as source/type:id, e.g. hubspot/contact:101');

/** Points that an interaction of each kind counts. */
const WEIGHTS = { call: 10, meeting: 10, email: 5, message: 2, note: 0, task: 0, other: 0 };
const weight = (kind: keyof typeof WEIGHTS) => z.number().nonnegative().default(WEIGHTS[kind]);

/** Options of the transformer, as written in YAML. */
export const configSchema = z.strictObject({
  schema: name.default('UNIFIED').describe('Schema of the unified tables.'),
  staging_schema: name.default('UNIFIED_STAGING').describe('Schema of what stands between sources and them.'),
  sources: z
    .array(name)
    .min(1)
    .optional()
    .describe('Names of the sources that take part. Default: all that publish canonical models.'),
  join_strength: z
    .enum(['exact', 'strong'])
    .default('strong')
    .describe(
      'Weakest claim that joins two records by itself: `exact` for ids alone, `strong` for addresses, too.',
    ),
  plus_addressing: z
    .enum(['distinct', 'same'])
    .default('distinct')
    .describe('Whether ann+news@example.com is the address ann@example.com.'),
  free_mail_domains: z
    .array(lowerCase)
    .default([...FREE_MAIL_DOMAINS])
    .describe('Domains of mail providers: they say nothing about a company.'),
  service_domains: z
    .array(lowerCase)
    .default([...SERVICE_DOMAINS])
    .describe('Domains that many share: they say nothing about a company, and their addresses are nobody’s.'),
  shared_mailboxes: z
    .array(lowerCase)
    .default([...SHARED_MAILBOXES])
    .describe('What stands before the @ of addresses that are no single person’s.'),
  never_merge: z
    .array(z.tuple([record, record]))
    .default([])
    .describe('Pairs of records, as source/type:id, that are never one.'),
  engagement_weights: z
    .strictObject({
      call: weight('call'),
      meeting: weight('meeting'),
      email: weight('email'),
      message: weight('message'),
      note: weight('note'),
      task: weight('task'),
      other: weight('other'),
    })
    .default(WEIGHTS)
    .describe('Points that an interaction of each kind counts for engagement.'),
  engagement_days: z
    .int()
    .positive()
    .default(30)
    .describe('Days before the last touch whose interactions count for engagement.'),
  silent_after_days: z
    .int()
    .positive()
    .default(30)
    .describe('Days after the last touch from which on an account or deal is silent.'),
  multi_threaded_from: z
    .int()
    .positive()
    .default(3)
    .describe('People of the customer from which on a deal is multi-threaded.'),
});

/** The options after validation. */
export type UnifiedConfig = z.output<typeof configSchema>;

/** The options as written. */
export type UnifiedConfigInput = z.input<typeof configSchema>;
