import type { Company, CompanyOptions, EmulatorClock } from '@etl/emulator-kit';
import type { OAuthOptions } from './access/token-server.js';
import type { PopulationOptions } from './generate/population.js';
import type { RetryAfter, Terms } from './limits/method-limits.js';
import type { Pages } from './paging/page-sizes.js';

/** How a Slack emulator behaves. Everything has a default. */
export interface SlackEmulatorOptions {
  /** Seed of the generated company; default 1. */
  readonly seed?: number | string;
  /** Serves this folder of NDJSON files in place of a generated company. */
  readonly dataDirectory?: string;
  /** How many employees, accounts and deals the generated company has; default 24, 40 and 60. */
  readonly size?: Omit<CompanyOptions, 'now'>;
  /** Serves these people; default: `createCompany(seed, { ...size, now })`. */
  readonly company?: Company;
  /** Starts without a channel, user or message, to be filled. */
  readonly empty?: boolean;
  /** Serves so many channels with so many messages in place of the company's; a million cost no memory. */
  readonly population?: PopulationOptions;
  /** Where generated data ends, in milliseconds since the epoch; default 2025-07-01T00:00:00Z. */
  readonly now?: number;
  /** Decides limits, ends of tokens and cursors, and times of what is written; default: the machine's clock. */
  readonly clock?: EmulatorClock;
  /** Default `xoxb-…`, a bot's; one that begins with `xoxp-` is a person's, and reads public channels it is not in. */
  readonly token?: string;
  /** What tokens are granted; default everything. Can be changed with `setScopes`. */
  readonly scopes?: readonly string[];
  readonly oauth?: OAuthOptions;
  /** Requests a minute by method, in place of Slack's own, or none; default: Slack's own. */
  readonly limits?: Readonly<Record<string, number>> | 'none';
  /** Whether a 429 of a limit says when to come back; default: always. */
  readonly retryAfter?: RetryAfter;
  /** `tight`: one request a minute and 15 objects for history and replies. Default `internal`. Can be changed with `setTerms`. */
  readonly terms?: Terms;
  /** Default `full`. Can be changed with `setPages`. */
  readonly pages?: Pages;
  /** So many messages a page of history or replies holds at most, whatever is asked for; default 999. */
  readonly largestPage?: number;
  /** Shows the messages of 90 days only; default false. */
  readonly freePlan?: boolean;
  /** Seconds a cursor lives; default 3,600. */
  readonly cursorSeconds?: number;
  /** So many users `users.list` answers without a `limit`; default 1,000. */
  readonly largestWholeUserList?: number;
  /** Sends gzip to clients that accept it; default false. */
  readonly compress?: boolean;
  /** Default 0: any free port. */
  readonly port?: number;
}
