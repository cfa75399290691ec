import type { Quota } from './quota.js';

/**
 * For requests that count against several limits: each takes its turn in all of them, in this order, so name the slowest
 * first. A pause holds up all, learning is the first one's, a forecast the slowest one's.
 */
export function combineQuotas(first: Quota, ...others: readonly Quota[]): Quota {
  const all = [first, ...others];
  return {
    account: first.account,
    take: async (context) => {
      for (const quota of all) await quota.take(context);
    },
    pause: (until) => {
      for (const quota of all) quota.pause(until);
    },
    learn: (perSecond) => {
      first.learn(perSecond);
    },
    forecast: async (count) => {
      const forecasts = await Promise.all(all.map((quota) => quota.forecast(count)));
      const slowest = forecasts.reduce((longest, each) =>
        each.duration > longest.duration ? each : longest,
      );
      return { ...slowest, quota: first.account };
    },
  };
}
