import { FatalError, type QuotaForecast, type QuotaUse } from '@etl/core';
import type { Quota } from './quota.js';

/**
 * What requests take under each of a source's quotas; uses of one quota are added up.
 *
 * @throws FatalError when a use names a quota that is none of them.
 */
export async function forecastRequests(
  quotas: readonly Quota[],
  uses: readonly QuotaUse[],
): Promise<readonly QuotaForecast[]> {
  const counts = new Map<string, number>();
  for (const { quota, count } of uses) counts.set(quota, (counts.get(quota) ?? 0) + count);
  return Promise.all([...counts].map(([name, count]) => findQuota(quotas, name).forecast(count)));
}

function findQuota(quotas: readonly Quota[], name: string): Quota {
  const found = quotas.find(({ account }) => account === name);
  if (found !== undefined) return found;
  throw new FatalError({
    code: 'unknown_quota',
    message: `A stream estimates requests on the quota "${name}", which its source does not have.`,
  });
}
