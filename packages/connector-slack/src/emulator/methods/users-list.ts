import { SlackRefusal } from '../errors/slack-refusal.js';
import { readListPage } from '../paging/list-page.js';
import type { SlackMethod } from '../slack-method.js';
import { renderUser } from './render-user.js';

/** Everybody of the workspace, closed accounts included, strangers not. */
export const usersList: SlackMethod = {
  name: 'users.list',
  tier: 'tier 2',
  scopes: () => ['users:read'],
  respond: (call, context) => {
    const { workspace, settings, clock } = context;
    const asked = call.args.limit(0, 999);
    if (asked === 0 && workspace.users.size > settings.largestWholeUserList) {
      throw new SlackRefusal('limit_required');
    }
    const limit = asked === 0 ? workspace.users.size + 1 : asked;
    const listing = { name: 'users.list', values: workspace.users, limit };
    const { page, metadata } = readListPage(listing, call, context);
    return {
      members: page.map((user) => renderUser(user, call.principal)),
      cache_ts: Math.floor(clock.now() / 1000),
      ...metadata,
    };
  },
};
