import { createApiClient, createQuota, forecastRequests, type Quota } from '@etl/connector-kit';
import type { Source, SourceDependencies } from '@etl/core';
import { buildContentSelector } from '../api/content-selector.js';
import { explainFailure } from '../api/failures.js';
import { createGongApi, type GongApi } from '../api/gong-api.js';
import { type Credential, createCredential } from '../authorization/credential.js';
import type { GongConfig } from '../config/config.js';
import type { CallsOptions } from '../streams/calls-options.js';
import { createAnsweredScorecardsStream } from '../streams/answered-scorecards-stream.js';
import { createCallsStream } from '../streams/calls-stream.js';
import type { DatedOptions } from '../streams/dated-options.js';
import { createSettingsStreams } from '../streams/settings-streams.js';
import { createUsersStream } from '../streams/users-stream.js';
import { createFurtherStreams } from './further-streams.js';
import { checkAccess } from './check-access.js';

export function createGongSource(config: GongConfig, dependencies: SourceDependencies): Source {
  const credential = createCredential(config, dependencies);
  const quota = createAccountQuota(config, credential, dependencies);
  const api = connect(credential, quota, dependencies);
  return {
    forecast: (requests) => forecastRequests([quota], requests),
    check: async (signal) => {
      const context = { signal, report: () => undefined };
      const details = await checkAccess(api, context, dependencies.clock.now());
      return { account: new URL(await credential.baseUrl(context)).host, details };
    },
    streams: () =>
      Promise.resolve([
        createUsersStream(api, dependencies.clock),
        createCallsStream(api, dependencies.clock, buildCallsOptions(config)),
        createAnsweredScorecardsStream(api, dependencies.clock, buildDatedOptions(config)),
        ...createSettingsStreams(api, dependencies.clock, config.workspace_id),
        ...createFurtherStreams(api, dependencies.clock, buildDatedOptions(config), config.workspace_id),
      ]),
  };
}

function createAccountQuota(
  config: GongConfig,
  { account }: Credential,
  { clock, localStore }: SourceDependencies,
): Quota {
  const { requests_per_second: perSecond, requests_per_day: perDay } = config;
  return createQuota({ account, perSecond, perDay, clock, localStore });
}

function connect(credential: Credential, quota: Quota, dependencies: SourceDependencies): GongApi {
  const client = createApiClient({
    baseUrl: credential.baseUrl,
    authorization: credential.authorization,
    quota,
    dependencies,
    explain: explainFailure,
  });
  return createGongApi(client, quota.account);
}

function buildDatedOptions(config: GongConfig): DatedOptions {
  return {
    start: config.start_date,
    lookBack: config.look_back,
    maxWindow: config.max_window,
    timeZone: config.time_zone,
  };
}

function buildCallsOptions(config: GongConfig): CallsOptions {
  return {
    workspaceId: config.workspace_id,
    // Gong lists an OAuth app only if it leaves private calls alone.
    includePrivate: config.include_private_calls ?? config.oauth === undefined,
    contentSelector: buildContentSelector(config),
    media: config.media,
    start: config.start_date,
    lookBack: config.look_back,
    maxWindow: config.max_window,
  };
}
