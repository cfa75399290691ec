import type { Company, CompanyOptions, EmulatorClock } from '@etl/emulator-kit';
import type { OAuthOptions } from './access/token-server.js';
import type { Account } from './account.js';
import type { PopulationOptions } from './generate/wide-population.js';
import type { HubspotLimits, RetryAfter } from './limits/quotas.js';
import type { SearchFaults } from './search/index-faults.js';

/** How a HubSpot emulator behaves. Everything has a default. */
export interface HubspotEmulatorOptions {
  /** Seed of the generated company; default 1. Also seeds search faults, tokens and correlation ids. */
  readonly seed?: number | string;
  /** Serves this folder of NDJSON files in place of a generated company. */
  readonly dataDirectory?: string;
  /** How many employees, accounts and deals the generated company has; default 24, 40 and 60. */
  readonly size?: Omit<CompanyOptions, 'now'>;
  /** Serves these people; default: `createCompany(seed, { ...size, now })`. */
  readonly company?: Company;
  /** Starts without a record or owner, to be filled through `records` and `collections`. */
  readonly empty?: boolean;
  /** Serves so many records of each type named, in place of the company; a million cost no memory. */
  readonly populations?: Readonly<Record<string, PopulationOptions>>;
  /** Where generated data ends, in milliseconds since the epoch; default 2025-07-01T00:00:00Z. */
  readonly now?: number;
  /** Decides lag, expiry, archive and limits; default: the machine's clock. */
  readonly clock?: EmulatorClock;
  /** Default `pat-na1-…`. */
  readonly token?: string;
  /** Scopes of the private app; default all. Can be changed with `setScopes`. */
  readonly scopes?: readonly string[];
  readonly oauth?: OAuthOptions;
  /** Default: all on. Can be changed with `setSearchFaults`. */
  readonly searchFaults?: Partial<SearchFaults>;
  /** HubSpot's own limits with these changes, or none; default: HubSpot's own. */
  readonly limits?: Partial<HubspotLimits> | 'none';
  /** Whether a 429 says when to come back; default: every other one does. */
  readonly retryAfter?: RetryAfter;
  readonly account?: Partial<Account>;
  /** Longest address that is served, in characters of path and query; default 16,000. A longer one is answered 414. */
  readonly longestUrl?: number;
  /** Longest body of a search, in characters; HubSpot's documents say 3,000, but more has been seen to work. Default: none. */
  readonly longestSearchBody?: number;
  /** Associations of one record that an answer to a batch holds; default 500. */
  readonly associationPage?: number;
  /** Associations that a record in a list carries, per type; default 100. */
  readonly inlineAssociationPage?: number;
  /** Sends gzip to clients that accept it; default false. */
  readonly compress?: boolean;
  /** Default 0: any free port. */
  readonly port?: number;
}
