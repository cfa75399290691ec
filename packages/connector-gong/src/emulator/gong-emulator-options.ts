import type { Company, EmulatorClock } from '@etl/emulator-kit';
import type { OAuthOptions } from './access/oauth-server.js';
import type { CallOrder } from './gong-endpoint.js';

/** How a Gong emulator behaves. Everything has a default. */
export interface GongEmulatorOptions {
  /** Seed of the generated company; default 1. Also seeds tokens and request ids. */
  readonly seed?: number | string;
  /** Serves this folder of NDJSON files in place of a generated company. */
  readonly dataDirectory?: string;
  /** Serves calls among these people; default: `createCompany(seed, { now })`. */
  readonly company?: Company;
  /** Starts without a call or user, to be filled through `calls.add` and `users.add`. */
  readonly empty?: boolean;
  /** Where generated data ends, in milliseconds since the epoch; default 2025-07-01T00:00:00Z. */
  readonly now?: number;
  /** How many calls to generate; default 250. */
  readonly callCount?: number;
  /** Decides processing lag, expiry and rate limits; default: the machine's clock. */
  readonly clock?: EmulatorClock;
  /** Default `gong-key`. */
  readonly accessKey?: string;
  /** Default `gong-secret`. */
  readonly accessKeySecret?: string;
  /** Scopes of the access key; default all. */
  readonly scopes?: readonly string[];
  readonly oauth?: OAuthOptions;
  /** The only host name that answers, without port; every other answers 401. Default: all do. */
  readonly tenantHost?: string;
  /** The only addresses the credentials may be used from; default: all. */
  readonly trustedAddresses?: readonly string[];
  /** Time zone of the company; default: the generated company's, America/Los_Angeles. */
  readonly timeZone?: string;
  /** Records on a page; default 100. */
  readonly pageSize?: number;
  /** Default `oldest-first`. */
  readonly callOrder?: CallOrder;
  /** Whether the account has the preview of manual CRM associations; default true. */
  readonly manualAssociations?: boolean;
  /** Gong's own limits, others, or none; default none. */
  readonly rateLimits?: 'vendor' | GongRateLimits;
  /** Sends gzip to clients that accept it; default false. */
  readonly compress?: boolean;
  /** Default 0: any free port. */
  readonly port?: number;
}

/** Shared by everybody who uses the account. */
export interface GongRateLimits {
  /** In any second. */
  readonly perSecond: number;
  /** From midnight to midnight UTC. */
  readonly perDay: number;
}

/** 3 requests in any second, 10,000 a day. */
export const GONG_RATE_LIMITS: GongRateLimits = { perSecond: 3, perDay: 10_000 };
