import { scopeForChannel } from '../access/scopes.js';
import { SlackRefusal } from '../errors/slack-refusal.js';
import type { Call, SlackContext } from '../slack-method.js';
import type { Channel } from '../workspace/channel.js';
import { isKnownTo } from '../workspace/channel.js';

/** The conversation asked about. @throws SlackRefusal `channel_not_found` also for private ones that the caller is not in. */
export function findChannel({ args, principal }: Call, { workspace }: SlackContext): Channel {
  const channel = workspace.channels.get(args.require('channel'));
  if (channel === undefined || !isKnownTo(channel, principal.userId)) {
    throw new SlackRefusal('channel_not_found');
  }
  return channel;
}

/** The conversation asked about, its messages to be read. @throws SlackRefusal `not_in_channel` too. */
export function findReadableChannel(call: Call, context: SlackContext): Channel {
  const channel = findChannel(call, context);
  const { userId, isBot } = call.principal;
  if (isBot && !channel.members.has(userId)) throw new SlackRefusal('not_in_channel');
  return channel;
}

/** The scope for the sort of conversation asked about; none for one that is not there. */
export function channelScope(
  { args }: Call,
  { workspace }: SlackContext,
  action: 'read' | 'history',
): readonly string[] {
  const channel = workspace.channels.get(args.text('channel') ?? '');
  return channel === undefined ? [] : [scopeForChannel(channel, action)];
}
