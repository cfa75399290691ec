import { SlackRefusal } from '../errors/slack-refusal.js';
import type { SlackMethod } from '../slack-method.js';
import { renderUser } from './render-user.js';

/** One user; people of other workspaces can be looked up too. */
export const usersInfo: SlackMethod = {
  name: 'users.info',
  tier: 'tier 4',
  scopes: () => ['users:read'],
  respond: ({ args, principal }, { workspace }) => {
    const id = args.require('user');
    const user = workspace.users.get(id) ?? workspace.strangers.get(id);
    if (user === undefined) throw new SlackRefusal('user_not_found');
    return { user: renderUser(user, principal) };
  },
};
