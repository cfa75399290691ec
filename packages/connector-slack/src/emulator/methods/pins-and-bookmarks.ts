import { SlackRefusal } from '../errors/slack-refusal.js';
import type { SlackMethod } from '../slack-method.js';
import { findReadableChannel } from './find-channel.js';

/** What is pinned to a conversation, all at once. */
export const pinsList: SlackMethod = {
  name: 'pins.list',
  tier: 'tier 2',
  scopes: () => ['pins:read'],
  respond: (call, context) => ({ items: findReadableChannel(call, context).pins.values() }),
};

/** The bookmarks of a conversation, all at once. The argument has a name of its own. */
export const bookmarksList: SlackMethod = {
  name: 'bookmarks.list',
  tier: 'tier 3',
  scopes: () => ['bookmarks:read'],
  respond: (call, context) => {
    const id = call.args.require('channel_id');
    const channel = context.workspace.channels.get(id);
    if (!channel?.members.has(call.principal.userId)) throw new SlackRefusal('channel_not_found');
    return { bookmarks: channel.bookmarks.values() };
  },
};
