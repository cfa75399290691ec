import type { CallContext } from '@etl/connector-kit';
import type { CheckReport } from '@etl/core';
import { z } from 'zod';
import type { SlackApi } from '../api/slack-api.js';

const name = z.string().catch('');
const identity = z.object({ team: name, url: name, user: name, bot_id: name }).catch({
  team: '',
  url: '',
  user: '',
  bot_id: '',
});

/**
 * Names the workspace and whom the token speaks for, and lists the scopes it was granted.
 *
 * @throws ConfigError when the token is refused.
 */
export async function checkAccess(api: SlackApi, context: CallContext): Promise<CheckReport> {
  const { text, headers } = await api.testAuth(context);
  const { team, url, user, bot_id: bot } = identity.parse(JSON.parse(text));
  const scopes = headers['x-oauth-scopes'];
  return {
    account: `Slack workspace ${team}${url === '' ? '' : ` (${url})`}`,
    details: {
      token: `${bot === '' ? 'user' : 'bot'} ${user}`,
      ...(scopes === undefined ? {} : { scopes }),
    },
  };
}
