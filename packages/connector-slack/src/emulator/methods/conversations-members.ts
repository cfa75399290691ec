import { readListPage } from '../paging/list-page.js';
import type { SlackMethod } from '../slack-method.js';
import { channelScope, findChannel } from './find-channel.js';

/** Who is in a conversation: people of other workspaces too. */
export const conversationsMembers: SlackMethod = {
  name: 'conversations.members',
  tier: 'tier 4',
  scopes: (call, context) => channelScope(call, context, 'read'),
  respond: (call, context) => {
    const { id, members } = findChannel(call, context);
    const listing = {
      name: `conversations.members ${id}`,
      values: members,
      limit: call.args.limit(100, 999),
    };
    const { page, metadata } = readListPage(listing, call, context);
    return { members: page, ...metadata };
  },
};
