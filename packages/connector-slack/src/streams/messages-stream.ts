import { readTogether } from '@etl/connector-kit';
import {
  ConfigError,
  type Batch,
  type PlannedRead,
  type PlanRequest,
  type ReadRequest,
  type Stream,
  type StreamItem,
} from '@etl/core';
import type { Channel } from '../channels/channel.js';
import { canJoin } from '../channels/select-channels.js';
import { readChannelState } from '../walk/channel-state.js';
import { exportPartition } from '../walk/checkpoints.js';
import { walkChannel } from '../walk/channel-walk.js';
import { MESSAGE_TABLES } from '../walk/message-batches.js';
import { messagesScope, planChannel } from '../walk/plan-channel.js';
import type { WalkOptions } from '../walk/walk-options.js';
import { ChannelFailures, failureOf } from './channel-failures.js';
import { listSelected, type ConversationOptions } from './conversation-streams.js';
import { estimateMessages } from './estimate-messages.js';

/** Histories and threads have quotas of their own, so some channels wait for replies while others are listed. */
const CONCURRENCY = 6;

export type MessagesOptions = ConversationOptions & WalkOptions;

/** One walk over each conversation, filling `messages`, `reactions` and `files`. */
export function createMessagesStream(options: MessagesOptions): Stream {
  return {
    name: 'messages',
    description:
      'Messages by the time they were sent, conversation by conversation, with replies, reactions and files.',
    tables: MESSAGE_TABLES,
    lookBack: options.lookBack,
    plan: (request) => planKnown(options, request),
    read: (request) => readMessages(options, request),
    estimate: (request) => estimateMessages(options, request),
  };
}

/** Which conversations there are is for Slack to say: of those that were read before it is known. */
function planKnown(options: MessagesOptions, request: PlanRequest): readonly PlannedRead[] {
  const scope = messagesScope(request.tables);
  const known = [...request.state.keys()].filter((partition) => !partition.includes('#'));
  return (known.length === 0 ? [''] : known).flatMap((partition) =>
    planChannel(options, readChannelState(request.state, { id: partition }), request).windows.map(
      ({ from, to, reason }) => ({ partition, reason, from, to, scope }),
    ),
  );
}

async function* readMessages(options: MessagesOptions, request: ReadRequest): AsyncGenerator<StreamItem> {
  const { readable, unjoined } = await listSelected(options, request, 'messages');
  yield* unjoined.filter(({ id }) => wasRead(request, id)).map(explainLostAccess);
  const waiting = [...readable];
  const failures = new ChannelFailures();
  yield* readTogether<StreamItem>({
    concurrency: CONCURRENCY,
    signal: request.signal,
    next: (signal) => {
      const channel = waiting.shift();
      const own = { ...request, signal };
      return channel && failures.isolate(own, channel, () => readChannel(options, channel, own));
    },
  });
  yield* failures.close();
}

async function* readChannel(
  options: MessagesOptions,
  channel: Channel,
  request: ReadRequest,
): AsyncGenerator<Batch> {
  if (canJoin(channel, options.config)) await options.api.join(request, channel.id);
  yield* walkChannel({ options, channel, request });
}

/** By the API: an export also holds conversations that the token was never a member of. */
function wasRead({ state }: ReadRequest, id: string): boolean {
  const wasWhole = readChannelState(state, { id }).recheckedAt !== undefined;
  return state.has(id) && (wasWhole || !state.has(exportPartition(id)));
}

/** A conversation that was read before is not left out without a word: its rows would look as if nothing happened in it. */
function explainLostAccess(channel: Channel): StreamItem {
  const error = new ConfigError({
    code: 'slack_not_in_channel',
    message: 'The token is not a member of the channel any more.',
    remedy: 'Invite it again, set join_channels, or leave the channel out with channels.exclude.',
  });
  return failureOf(channel, error);
}
