import type { SlackMethod } from '../slack-method.js';
import { teamIdOf } from '../workspace/workspace.js';

/** Whose token it is. */
export const authTest: SlackMethod = {
  name: 'auth.test',
  tier: 'special',
  scopes: () => [],
  respond: ({ principal }, { workspace }) => ({
    url: `https://${String(workspace.team.domain)}.slack.com/`,
    team: workspace.team.name,
    user: 'etl-reader',
    team_id: teamIdOf(workspace),
    user_id: principal.userId,
    ...(principal.isBot && { bot_id: 'B0ETLREADER' }),
    is_enterprise_install: false,
  }),
};

/** The workspace. */
export const teamInfo: SlackMethod = {
  name: 'team.info',
  tier: 'tier 3',
  scopes: () => ['team:read'],
  respond: (_, { workspace }) => ({ team: workspace.team }),
};

/** All groups at once; members, counts and disabled ones only when they are asked for. */
export const usergroupsList: SlackMethod = {
  name: 'usergroups.list',
  tier: 'tier 2',
  scopes: () => ['usergroups:read'],
  respond: ({ args }, { workspace }) => {
    const groups = workspace.userGroups
      .values()
      .filter((group) => args.flag('include_disabled') || !group.date_delete)
      .map(({ users, user_count: count, ...group }) => ({
        ...group,
        ...(args.flag('include_users') && { users }),
        ...(args.flag('include_count') && { user_count: count }),
      }));
    return { usergroups: groups };
  },
};

/** The emoji that the workspace added, all at once. */
export const emojiList: SlackMethod = {
  name: 'emoji.list',
  tier: 'tier 2',
  scopes: () => ['emoji:read'],
  respond: (_, { workspace, clock }) => ({
    emoji: Object.fromEntries(workspace.emoji.values()),
    cache_ts: `${Math.floor(clock.now() / 1000)}.000000`,
  }),
};
