import { forecastRequests } from '@etl/connector-kit';
import type { Duration, Source, SourceDependencies, Stream } from '@etl/core';
import type { SlackApi } from '../api/slack-api.js';
import { ChannelDirectory } from '../channels/channel-directory.js';
import { hasCredential, type SlackConfig } from '../config/config.js';
import { addExport, createExportSource, type ExportOptions } from '../export/export-source.js';
import { createDetailStreams } from '../streams/detail-streams.js';
import { createDirectoryStreams } from '../streams/directory-streams.js';
import { createMessagesStream } from '../streams/messages-stream.js';
import { createUsersStream } from '../streams/users-stream.js';
import { checkAccess } from './check-access.js';
import { connect } from './connect.js';

const DAY: Duration = 86_400_000;

/** The workspace by its API, by an export, or by both: the API then goes on where the export ends. */
export function createSlackSource(config: SlackConfig, dependencies: SourceDependencies): Source {
  const exported = exportOptions(config, dependencies);
  if (exported === undefined) return createApiSource(config, dependencies);
  return hasCredential(config)
    ? addExport(createApiSource(config, dependencies), exported)
    : createExportSource(exported);
}

function createApiSource(config: SlackConfig, dependencies: SourceDependencies): Source {
  const { api, quotas } = connect(config, dependencies);
  return {
    forecast: (requests) => forecastRequests(quotas.all, requests),
    check: (signal) => checkAccess(api, { signal, report: () => undefined }),
    streams: () => Promise.resolve(createStreams(api, config, dependencies)),
  };
}

/** The streams of a workspace that `api` reads. */
export function createStreams(
  api: SlackApi,
  config: SlackConfig,
  { clock }: SourceDependencies,
): readonly Stream[] {
  const directory = new ChannelDirectory(api, config.conversation_types);
  const conversations = { api, clock, directory, config };
  return [
    ...createDirectoryStreams(api, directory, clock),
    createUsersStream(conversations, config.details_every),
    ...createDetailStreams(conversations, config.details_every),
    createMessagesStream({ ...conversations, ...walkOptions(config) }),
  ];
}

function exportOptions(
  config: SlackConfig,
  { baseDirectory }: SourceDependencies,
): ExportOptions | undefined {
  const { export_file: path } = config;
  return path === undefined ? undefined : { path, baseDirectory, config, ...walkOptions(config) };
}

function walkOptions(config: SlackConfig) {
  const { lookback_window: days, look_back: lookBack } = config;
  return {
    start: config.start_date,
    lookBack: days === undefined ? lookBack : days * DAY,
    threadLookBack: config.thread_look_back,
    recheckEvery: config.thread_recheck_every,
  };
}
