/** The scope each endpoint needs, as Gong names it. */
const SCOPES: Readonly<Record<string, string>> = {
  '/v2/users': 'api:users:read',
  '/v2/settings/scorecards': 'api:settings:scorecards:read',
  '/v2/settings/trackers': 'api:settings:trackers:read',
  '/v2/stats/activity/scorecards': 'api:stats:scorecards',
  '/v2/workspaces': 'api:workspaces:read',
  '/v2/call-outcomes': 'api:call-outcomes:read',
  '/v2/library/folders': 'api:library:read',
  '/v2/library/folder-content': 'api:library:read',
  '/v2/stats/interaction': 'api:stats:interaction',
  '/v2/stats/activity/day-by-day': 'api:stats:user-actions:detailed',
  // Gong's document names no scope for this one; its consent page does.
  '/v2/all-permission-profiles': 'api:permission-profile:read',
  '/v2/permission-profile/users': 'api:users:read',
  '/v2/flows': 'api:flows:read',
  '/v2/logs': 'api:logs:read',
  '/v2/users/{id}/settings-history': 'api:users:read',
  '/v2/manual-crm-associations': 'api:crm-calls:manual-association:read',
  '/v2/coaching': 'api:coaching:read',
  '/v2/calls/extensive': 'api:calls:read:extensive',
  '/v2/calls/transcript': 'api:calls:read:transcript',
};

const ID = /\/\d+(?=\/|$)/;
const SCOPE_NAME = /\bapi:[a-z:-]+[a-z]/;

/** The scope a refusal is about: the one Gong names, else the one the endpoint needs. */
export function findMissingScope(path: string, text: string): string {
  return SCOPE_NAME.exec(text)?.[0] ?? SCOPES[path.replace(ID, '/{id}')] ?? 'unknown';
}
