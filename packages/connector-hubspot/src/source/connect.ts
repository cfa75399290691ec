import { createApiClient } from '@etl/connector-kit';
import type { SourceDependencies } from '@etl/core';
import { explainFailure, waitAfter } from '../api/failures.js';
import { createHubspotApi, type HubspotApi } from '../api/hubspot-api.js';
import { createQuotas } from '../api/quotas.js';
import { createCredential } from '../authorization/credential.js';
import type { HubspotConfig } from '../config/config.js';

/** The account’s API with its credential and limits. */
export function connect(config: HubspotConfig, dependencies: SourceDependencies): HubspotApi {
  const { authorization, account } = createCredential(config, dependencies);
  const quotas = createQuotas(config, account, dependencies);
  const client = createApiClient({
    baseUrl: config.api_endpoint,
    authorization,
    quota: quotas.quotaFor,
    observe: quotas.observe,
    explain: (failure) => explainFailure(failure, dependencies.clock.now()),
    retryAfter: waitAfter,
    dependencies,
  });
  return createHubspotApi(client, config.api_version);
}
