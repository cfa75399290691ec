import type { SlackMethod } from '../slack-method.js';
import { channelScope, findChannel } from './find-channel.js';
import { renderChannel } from './render-channel.js';

/** One conversation. */
export const conversationsInfo: SlackMethod = {
  name: 'conversations.info',
  tier: 'tier 3',
  scopes: (call, context) => channelScope(call, context, 'read'),
  respond: (call, context) => {
    const channel = findChannel(call, context);
    const withMembers = call.args.flag('include_num_members');
    return { channel: renderChannel(channel, call.principal, { withMembers }) };
  },
};
