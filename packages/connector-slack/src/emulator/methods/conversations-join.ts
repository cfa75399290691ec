import { SlackRefusal } from '../errors/slack-refusal.js';
import type { SlackMethod } from '../slack-method.js';
import { kindOf } from '../workspace/channel.js';
import { findChannel } from './find-channel.js';
import { renderChannel } from './render-channel.js';

/** Makes the caller a member of a public channel. */
export const conversationsJoin: SlackMethod = {
  name: 'conversations.join',
  tier: 'tier 3',
  scopes: () => ['channels:join'],
  respond: (call, context) => {
    const channel = findChannel(call, context);
    const { userId } = call.principal;
    if (kindOf(channel) !== 'public_channel') {
      throw new SlackRefusal('method_not_supported_for_channel_type');
    }
    if (channel.object.is_archived === true) throw new SlackRefusal('is_archived');
    const wasIn = channel.members.has(userId);
    if (!wasIn) context.changes.join(channel.id, userId);
    return {
      channel: renderChannel(channel, call.principal, { withMembers: false }),
      ...(wasIn && {
        warning: 'already_in_channel',
        response_metadata: { warnings: ['already_in_channel'] },
      }),
    };
  },
};
