import { jsonResponse } from '@etl/emulator-kit';
import type { HubspotEndpoint } from '../hubspot-endpoint.js';
import { formatInstant } from '../objects/read-property.js';

/** Whose account it is. */
export const accountDetailsEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: ['/account-info/v3/details', '/account-info/{version}/details'],
  scopes: () => [],
  respond: (_, { account }) => jsonResponse(200, JSON.stringify(account)),
};

/** How many of the day's requests private apps have used. */
export const dailyUsageEndpoint: HubspotEndpoint = {
  method: 'GET',
  paths: [
    '/account-info/v3/api-usage/daily/private-apps',
    '/account-info/{version}/api-usage/daily/private-apps',
  ],
  scopes: () => [],
  respond: (_, { clock, quotas }) => {
    const { current, limit, resetsAt } = quotas.usage();
    const usage = {
      name: 'private-apps-api-calls-daily',
      usageLimit: limit,
      currentUsage: current,
      collectedAt: formatInstant(clock.now()),
      fetchStatus: 'SUCCESS',
      resetsAt: formatInstant(resetsAt),
    };
    return jsonResponse(200, JSON.stringify({ results: [usage] }));
  },
};
