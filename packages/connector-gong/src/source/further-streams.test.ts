import { describe, expect, it } from 'vitest';
import { type Account, startAccount } from '../__fixtures__/account.js';
import { startMemoryRuns } from '../__fixtures__/run-into-memory.js';
import { runStream } from '../__fixtures__/run-stream.js';
import { FOLDER, sampleProfile, WORKSPACE } from '../__fixtures__/sample-lists.js';
import { sampleUser } from '../__fixtures__/sample-records.js';

const SCOPES = [
  ['library_calls', '/v2/library/folder-content', 'api:library:read'],
  ['interaction_stats', '/v2/stats/interaction', 'api:stats:interaction'],
  ['activity_by_day', '/v2/stats/activity/day-by-day', 'api:stats:user-actions:detailed'],
  ['permission_profiles', '/v2/all-permission-profiles', 'api:permission-profile:read'],
  ['permission_profile_users', '/v2/permission-profile/users', 'api:users:read'],
  ['flows', '/v2/flows', 'api:flows:read'],
  ['logs', '/v2/logs', 'api:logs:read'],
  ['user_settings_history', /settings-history$/, 'api:users:read'],
  ['manual_crm_associations', '/v2/manual-crm-associations', 'api:crm-calls:manual-association:read'],
  ['coaching', '/v2/coaching', 'api:coaching:read'],
] as const;

async function startAll(): Promise<Account> {
  const account = await startAccount();
  const { users, lists } = account.emulator;
  users.add(sampleUser(1));
  users.add({ ...sampleUser(2), managerId: sampleUser(1).id });
  lists.workspaces.add({ id: WORKSPACE });
  lists.libraryFolders.add({ id: FOLDER });
  lists.permissionProfiles.add(sampleProfile(1));
  return account;
}

describe.each(SCOPES)('%s without its scope', (table, path, scope) => {
  const streamName = table.replace('permission_profile_users', 'permission_profiles');

  it('A1: the error names it, also where Gong does not', async () => {
    const account = await startAll();
    const body = '{"errors":["Insufficient scope"]}';
    account.emulator.faults.inject({ kind: 'status', status: 403, body }, { path, times: Infinity });

    const reading = runStream(await account.stream(streamName), { clock: account.clock });

    await expect(reading).rejects.toMatchObject({ code: 'missing_scope', scope });
  });

  it('ends failed, or skipped where that is accepted, and leaves other streams alone', async () => {
    for (const acceptedMissingScopes of [[], [scope]]) {
      const account = await startAll();
      const body = JSON.stringify({ errors: [`Access denied: the credentials lack the scope ${scope}`] });
      account.emulator.faults.inject({ kind: 'status', status: 403, body }, { path, times: Infinity });
      const memory = startMemoryRuns(account, { acceptedMissingScopes });

      const { receipts } = await memory.run([table, 'trackers', 'workspaces']);

      const outcomes = Object.fromEntries(receipts.map(({ stream, outcome }) => [stream, outcome]));
      expect(outcomes).toEqual({
        [streamName]: acceptedMissingScopes.length === 0 ? 'failed' : 'skipped',
        trackers: 'proved',
        workspaces: 'proved',
      });
    }
  });
});
