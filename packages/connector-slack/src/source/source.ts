import { forecastRequests } from '@etl/connector-kit';
import type { Duration, Source, SourceDependencies, Stream } from '@etl/core';
import type { SlackApi } from '../api/slack-api.js';
import { ChannelDirectory } from '../channels/channel-directory.js';
import type { SlackConfig } from '../config/config.js';
import { createDirectoryStreams } from '../streams/directory-streams.js';
import { createMessagesStream } from '../streams/messages-stream.js';
import { createUsersStream } from '../streams/users-stream.js';
import { checkAccess } from './check-access.js';
import { connect } from './connect.js';

const DAY: Duration = 86_400_000;

export function createSlackSource(config: SlackConfig, dependencies: SourceDependencies): Source {
  const { api, quotas } = connect(config, dependencies);
  return {
    forecast: (requests) => forecastRequests(quotas.all, requests),
    check: (signal) => checkAccess(api, { signal, report: () => undefined }),
    streams: () => Promise.resolve(createStreams(api, config, dependencies)),
  };
}

function createStreams(api: SlackApi, config: SlackConfig, { clock }: SourceDependencies): readonly Stream[] {
  const directory = new ChannelDirectory(api, config.conversation_types);
  const conversations = { api, clock, directory, config };
  return [
    ...createDirectoryStreams(api, directory, clock),
    createUsersStream(api, clock),
    createMessagesStream({ ...conversations, ...walkOptions(config) }),
  ];
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
