import type { z } from 'zod';
import type { SourceDependencies } from './dependencies.js';
import type { QuotaForecast, QuotaUse } from './estimate.js';
import type { Stream } from './stream.js';

/**
 * What a connector package exports under the name `connector`: how to read one vendor.
 *
 * `create` is cheap and does no I/O; everything that can fail for reasons outside the configuration happens in the
 * source's methods.
 */
export interface Connector<Config = unknown> {
  readonly specificationVersion: 'v1';
  /** Lower-case, as in the package name: `gong` for `@etl/connector-gong`. */
  readonly name: string;
  /** Keys are snake_case, every field has a `describe` text, secrets carry `.meta({ secret: true })`. */
  readonly configSchema: z.ZodType<Config>;
  create(config: Config, dependencies: SourceDependencies): Source;
}

/** One account of one vendor. Its methods may run at the same time; quotas are shared among them. */
export interface Source {
  /**
   * Proves that the account answers, with the least requests the vendor allows.
   *
   * @throws ConfigError when a credential, host or permission is wrong; the message says what to change.
   * @throws TransientError when the vendor cannot be reached or keeps failing.
   */
  check(signal: AbortSignal): Promise<CheckReport>;
  /**
   * Every stream this account can be read by. May ask the API: columns can be known only at run time. Call it once a
   * run; names are stable between runs.
   */
  streams(signal: AbortSignal): Promise<readonly Stream[]>;
  /** What requests take under each of their quotas. Quotas run side by side: the longest decides. Makes no request. */
  forecast?(requests: readonly QuotaUse[]): Promise<readonly QuotaForecast[]>;
}

/** What `check` found out, for a person to read. */
export interface CheckReport {
  /** Whom the credential speaks for: an account name, a host, a workspace. */
  readonly account: string;
  readonly details?: Readonly<Record<string, string>>;
}
