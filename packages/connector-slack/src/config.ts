import { z } from 'zod';

const PER_SECOND = 10;

/** Options of the Slack connector, as written in YAML. */
export const configSchema = z.strictObject({
  api_endpoint: z
    .url({ protocol: /^https?$/, error: 'write an http(s) address, e.g. "https://api.slack.example"' })
    .default('https://api.slack.example')
    .describe('Base URL of the API.'),
  api_token: z.string().min(1).meta({ secret: true }).describe('API token; sent as a bearer token.'),
  start_date: z.iso
    .date({ error: 'write a date, e.g. "2024-01-01"' })
    .transform((date) => Date.parse(date))
    .prefault('2020-01-01')
    .describe('Read no order that last changed before this date (midnight UTC).'),
  requests_per_second: z
    .number()
    .positive()
    .default(PER_SECOND)
    .describe(`Slack allows an account ${PER_SECOND}, all its tokens together.`),
});

/** The options after validation; `start_date` in milliseconds since the epoch. */
export type SlackConfig = z.output<typeof configSchema>;

/** The options as written. */
export type SlackConfigInput = z.input<typeof configSchema>;
