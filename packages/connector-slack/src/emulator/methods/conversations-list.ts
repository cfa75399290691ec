import { scopeFor } from '../access/scopes.js';
import { SlackRefusal } from '../errors/slack-refusal.js';
import { readListPage } from '../paging/list-page.js';
import type { Call, SlackContext, SlackMethod } from '../slack-method.js';
import type { Channel, ChannelKind } from '../workspace/channel.js';
import { isKnownTo, kindOf } from '../workspace/channel.js';
import type { JsonObject } from '../workspace/json-object.js';
import { renderChannel } from './render-channel.js';

const KINDS: readonly ChannelKind[] = ['public_channel', 'private_channel', 'im', 'mpim'];

/** All conversations that the caller may know of. */
export const conversationsList: SlackMethod = {
  name: 'conversations.list',
  tier: 'tier 2',
  scopes: (call) => readKinds(call).map((kind) => scopeFor(kind, 'read')),
  respond: (call, context) =>
    listChannels(call, context, { name: 'conversations.list', onlyOwn: false, withMembers: true }),
};

/** The conversations that the caller is in. */
export const usersConversations: SlackMethod = {
  name: 'users.conversations',
  tier: 'tier 3',
  scopes: (call) => readKinds(call).map((kind) => scopeFor(kind, 'read')),
  respond: (call, context) =>
    listChannels(call, context, { name: 'users.conversations', onlyOwn: true, withMembers: false }),
};

interface ListRules {
  readonly name: string;
  readonly onlyOwn: boolean;
  readonly withMembers: boolean;
}

function listChannels(call: Call, context: SlackContext, rules: ListRules): JsonObject {
  const { args, principal } = call;
  const kinds = readKinds(call);
  const user = args.text('user') ?? principal.userId;
  const isWanted = (channel: Channel): boolean =>
    kinds.includes(kindOf(channel)) &&
    isKnownTo(channel, principal.userId) &&
    (!rules.onlyOwn || channel.members.has(user));
  const { page, metadata } = readListPage(
    {
      name: rules.name,
      values: context.workspace.channels,
      limit: args.limit(100, 999),
      keep: isWanted,
    },
    call,
    context,
  );
  // Slack cuts the page first: the archived ones that are then left out make it short, or empty.
  const shown = page.filter(({ object }) => !args.flag('exclude_archived') || object.is_archived !== true);
  return { channels: shown.map((channel) => renderChannel(channel, principal, rules)), ...metadata };
}

/** @throws SlackRefusal `invalid_types` */
function readKinds({ args }: Call): readonly ChannelKind[] {
  const names = args.names('types');
  const kinds = KINDS.filter((kind) => names.includes(kind));
  if (kinds.length < names.length) throw new SlackRefusal('invalid_types');
  return kinds.length === 0 ? ['public_channel'] : kinds;
}
