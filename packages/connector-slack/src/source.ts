import { createApiClient, createQuota, staticAuthorization, type ApiClient } from '@etl/connector-kit';
import type { Source, SourceDependencies } from '@etl/core';
import { createSlackApi } from './api.js';
import type { SlackConfig } from './config.js';
import { explainFailure } from './failures.js';
import { createOrdersStream } from './streams/orders-stream.js';
import { createUsersStream } from './streams/users-stream.js';

export function createSlackSource(config: SlackConfig, dependencies: SourceDependencies): Source {
  const { clock } = dependencies;
  const api = createSlackApi(connect(config, dependencies));
  return {
    check: async (signal) => ({ account: await api.fetchAccountName({ signal, report: () => undefined }) }),
    streams: () =>
      Promise.resolve([createUsersStream(api, clock), createOrdersStream(api, clock, config.start_date)]),
  };
}

function connect(config: SlackConfig, dependencies: SourceDependencies): ApiClient {
  const { clock, localStore, redactor } = dependencies;
  // Invariant 9: known to the redactor before the first request can fail.
  redactor.add(config.api_token);
  return createApiClient({
    baseUrl: config.api_endpoint,
    authorization: staticAuthorization({ authorization: `Bearer ${config.api_token}` }),
    quota: createQuota({
      account: `slack:${new URL(config.api_endpoint).host}`,
      perSecond: config.requests_per_second,
      clock,
      localStore,
    }),
    explain: explainFailure,
    dependencies,
  });
}
