import { createApiClient } from '@etl/connector-kit';
import type { SourceDependencies } from '@etl/core';
import { createCallSlack } from '../api/call-slack.js';
import { explainFailure, waitAfter } from '../api/failures.js';
import { honestTransport } from '../api/honest-transport.js';
import { createQuotas, type Quotas } from '../api/quotas.js';
import { createSlackApi, type SlackApi } from '../api/slack-api.js';
import { createCredential } from '../authorization/credential.js';
import type { SlackConfig } from '../config/config.js';

/** The workspace’s API with its credential and limits. */
export function connect(
  config: SlackConfig,
  dependencies: SourceDependencies,
): { readonly api: SlackApi; readonly quotas: Quotas } {
  const { authorization, account } = createCredential(config, dependencies);
  const quotas = createQuotas(config, account, dependencies);
  const client = createApiClient({
    baseUrl: config.api_endpoint,
    authorization,
    quota: quotas.quotaFor,
    observe: quotas.observe,
    explain: explainFailure,
    retryAfter: waitAfter,
    dependencies: { ...dependencies, transport: honestTransport(dependencies.transport) },
  });
  return { api: createSlackApi(createCallSlack(client), quotas), quotas };
}
