/** The scope each endpoint needs, as Gong names it. */
const SCOPES: Readonly<Record<string, string>> = {
  '/v2/users': 'api:users:read',
  '/v2/settings/scorecards': 'api:settings:scorecards:read',
  '/v2/settings/trackers': 'api:settings:trackers:read',
  '/v2/stats/activity/scorecards': 'api:stats:scorecards',
  '/v2/workspaces': 'api:workspaces:read',
  '/v2/call-outcomes': 'api:call-outcomes:read',
  '/v2/library/folders': 'api:library:read',
  '/v2/calls/extensive': 'api:calls:read:extensive',
  '/v2/calls/transcript': 'api:calls:read:transcript',
};

const SCOPE_NAME = /\bapi:[a-z:-]+[a-z]/;

/** The scope a refusal is about: the one Gong names, else the one the endpoint needs. */
export function findMissingScope(path: string, text: string): string {
  return SCOPE_NAME.exec(text)?.[0] ?? SCOPES[path] ?? 'unknown';
}
