import { createApiClient, createQuota } from '@etl/connector-kit';
import type { Checkpoint, HttpTransport, Source, SourceDependencies, Stream, StreamItem } from '@etl/core';
import { createCallSlack } from '../api/call-slack.js';
import { explainFailure, waitAfter } from '../api/failures.js';
import { honestTransport } from '../api/honest-transport.js';
import { createSlackApi } from '../api/slack-api.js';
import { createCredential } from '../authorization/credential.js';
import { configSchema, type SlackConfigInput } from '../config/config.js';
import { slack } from '../slack.js';
import { createStreams } from '../source/source.js';
import { messagesScope } from '../walk/plan-channel.js';
import { DAY, NOW } from './account.js';

/** Makes a source; the defective ones do what other systems were seen to do. */
export type MakeSource = (config: SlackConfigInput, dependencies: Partial<SourceDependencies>) => Source;

/** The source, shown other answers than Slack gave. */
function withAnswers(change: (answer: any, method: string) => void): MakeSource {
  return (config, dependencies) => {
    const real = dependencies.transport!;
    const transport: HttpTransport = async (request) => {
      const response = await real(request);
      const answer = JSON.parse(new TextDecoder().decode(response.body));
      change(answer, request.url.split('/').at(-1)!);
      return { ...response, body: new TextEncoder().encode(JSON.stringify(answer)) };
    };
    return slack(config, { ...dependencies, transport });
  };
}

/** Changes what the messages stream yields. */
function withItems(change: (items: AsyncIterable<StreamItem>) => AsyncIterable<StreamItem>): MakeSource {
  return (config, dependencies) => {
    const source = slack(config, dependencies);
    const changed = (stream: Stream): Stream =>
      stream.name === 'messages' ? { ...stream, read: (request) => change(stream.read(request)) } : stream;
    return { ...source, streams: async (signal) => (await source.streams(signal)).map(changed) };
  };
}

/** Takes the first page of a thread for all of it. */
export const readsOnePageOfReplies = withAnswers((answer, method) => {
  if (method !== 'conversations.replies') return;
  answer.has_more = false;
  delete answer.response_metadata;
});

/** Takes a page that is empty for the last. */
export const endsAtEmptyPages = withAnswers((answer, method) => {
  if (method !== 'conversations.history' || answer.messages?.length > 0) return;
  answer.has_more = false;
  delete answer.response_metadata;
});

/** Reads `ts` as a number. */
export const readsTsAsNumber = withAnswers((answer) => {
  for (const message of answer.messages ?? [])
    message.ts = String(Math.round(Number(message.ts) * 1000) / 1000);
});

/** Has one state for all channels: what stops one stops all. */
export const stopsAtOneChannel = withItems(async function* (items) {
  for await (const item of items) {
    if (item.kind === 'partition_failure') throw item.error;
    yield item;
  }
});

/** Goes on without a word when a channel cannot be read. */
export const swallowsFailures = withItems(async function* (items) {
  for await (const item of items) if (item.kind === 'batch') yield item;
});

/** Claims a channel's history with its first page, before the replies are there. */
export const claimsTooEarly = withItems(async function* (items) {
  const claimed = new Set<string>();
  for await (const item of items) {
    const [, channel] =
      /"channel_id":"(\w+)"/.exec(item.kind === 'batch' ? (item.records[0]?.text ?? '') : '') ?? [];
    if (item.kind === 'batch' && channel !== undefined && !claimed.has(channel)) {
      claimed.add(channel);
      yield { ...item, checkpoints: [claimOf(channel)] };
    } else yield item;
  }
});

function claimOf(partition: string): Checkpoint {
  const scope = messagesScope(undefined);
  return { kind: 'covered', partition, from: Date.UTC(2025), to: NOW, readAt: NOW, scope, lookBack: 7 * DAY };
}

/** Takes a limit of one method for a limit of all, as Slack's own client does with its queue. */
export const sharesOneQuota: MakeSource = (input, partial) => {
  const config = configSchema.parse(input);
  const dependencies = partial as SourceDependencies;
  const { clock, localStore, transport } = dependencies;
  const quota = createQuota({ account: 'slack:all', perSecond: 1000, burst: 1000, clock, localStore });
  const client = createApiClient({
    baseUrl: config.api_endpoint,
    authorization: createCredential(config, dependencies).authorization,
    quota,
    explain: explainFailure,
    retryAfter: waitAfter,
    dependencies: { ...dependencies, transport: honestTransport(transport) },
  });
  const quotas = { quotaFor: () => quota, quotaOf: () => quota, observe: () => undefined };
  const api = createSlackApi(createCallSlack(client), { ...quotas, seePage: () => undefined, all: [quota] });
  return {
    check: () => Promise.reject(new Error('Nobody asks.')),
    streams: () => Promise.resolve(createStreams(api, config, dependencies)),
  };
};
