import { ConfigError, type Clock } from '@etl/core';
import { AccountQuota } from './account-quota.js';
import type { Quota, QuotaOptions } from './quota.js';

/** By clock, so that simulated time never shares a budget with the system's. */
const registry = new WeakMap<Clock, Map<string, AccountQuota>>();

/**
 * The account's budget of requests: the same one for every caller in this process. Where callers name different limits,
 * the lower ones hold.
 *
 * @throws ConfigError when a limit is not above 0.
 */
export function createQuota(options: QuotaOptions): Quota {
  requirePositive('perSecond', options.perSecond);
  requirePositive('perDay', options.perDay ?? 1);
  const accounts = registry.get(options.clock) ?? new Map<string, AccountQuota>();
  registry.set(options.clock, accounts);
  const known = accounts.get(options.account);
  if (known === undefined) {
    const quota = new AccountQuota(options);
    accounts.set(options.account, quota);
    return quota;
  }
  known.tighten(options);
  return known;
}

function requirePositive(name: string, value: number): void {
  if (value > 0) return;
  throw new ConfigError({
    code: 'invalid_quota',
    message: `The quota's ${name} is ${value}, so no request could ever be made.`,
    remedy: `Set ${name} to a number above 0.`,
  });
}
