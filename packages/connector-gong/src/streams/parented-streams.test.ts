import { describe, expect, it } from 'vitest';
import { type Account, startAccount } from '../__fixtures__/account.js';
import { requestsTo, USERS } from '../__fixtures__/requests.js';
import { startMemoryRuns } from '../__fixtures__/run-into-memory.js';
import { runStream } from '../__fixtures__/run-stream.js';
import {
  FOLDER,
  hashLines,
  sampleChange,
  sampleFlow,
  sampleLibraryCall,
  sampleProfile,
  sampleProfileUser,
  USER,
  WORKSPACE,
} from '../__fixtures__/sample-lists.js';
import { callId, sampleUser } from '../__fixtures__/sample-records.js';

const CONTENT = '/v2/library/folder-content';
const OTHER_FOLDER = '7500000000000000002';

/** Two parents of each kind, with something that belongs to each. */
async function startFamily(options = {}): Promise<Account> {
  const account = await startAccount(options);
  const { users, lists } = account.emulator;
  users.add(sampleUser(1));
  users.add(sampleUser(2));
  lists.libraryFolders.add({ id: FOLDER, name: 'Best demos' });
  lists.libraryFolders.add({ id: OTHER_FOLDER, name: 'Objections' });
  lists.libraryCalls.add(sampleLibraryCall(1));
  lists.libraryCalls.add(sampleLibraryCall(2, {}, OTHER_FOLDER));
  lists.workspaces.add({ id: WORKSPACE });
  lists.workspaces.add({ id: '72' });
  lists.permissionProfiles.add(sampleProfile(1));
  lists.permissionProfiles.add(sampleProfile(2, '72'));
  lists.permissionProfileUsers.add(sampleProfileUser(1));
  lists.permissionProfileUsers.add(sampleProfileUser(2));
  lists.flows.add(sampleFlow(1, 'user1@example.com'));
  lists.flows.add(sampleFlow(2, 'user2@example.com'));
  lists.userSettingsHistory.add(sampleChange('emailsImported', '2026-01-01T10:00:00Z', true));
  lists.userSettingsHistory.add(
    sampleChange('emailsImported', '2026-01-01T10:00:00Z', true, callId(500_002)),
  );
  return account;
}

/** Table, column that tells rows apart, path of the parents' list, path of what belongs to the second parent. */
const FAMILIES = [
  ['library_calls', 'call_id', '/v2/library/folders', CONTENT, { folderId: OTHER_FOLDER }],
  ['permission_profiles', 'id', '/v2/workspaces', '/v2/all-permission-profiles', { workspaceId: '72' }],
  ['flows', 'id', USERS, '/v2/flows', { flowOwnerEmail: 'user2@example.com' }],
  ['user_settings_history', 'user_id', USERS, `/v2/users/${callId(500_002)}/settings-history`, {}],
] as const;

describe.each(FAMILIES)('%s', (table, column, parentsPath, path, query) => {
  const isSecond = (request: { readonly query: URLSearchParams }): boolean =>
    Object.entries(query).every(([name, value]) => request.query.get(name) === value);

  it('are read parent by parent, and by every run', async () => {
    const account = await startFamily();
    const memory = startMemoryRuns(account);

    const first = await memory.run([table]);
    const second = await memory.run([table]);

    expect([...first.receipts, ...second.receipts].map(({ outcome }) => outcome)).toEqual([
      'proved',
      'proved',
    ]);
    expect(memory.rows(table)).toHaveLength(2);
    expect(second.receipts[0]?.tables).toMatchObject([{ fetched: 2, unchanged: 2 }]);
  });

  it('Invariant 8: parents whose list breaks off delete nothing', async () => {
    const account = await startFamily();
    const memory = startMemoryRuns(account);
    await memory.run([table]);
    account.emulator.faults.inject({ kind: 'status', status: 400 }, { path: parentsPath });

    const { receipts } = await memory.run([table]);

    expect(receipts).toMatchObject([{ outcome: 'failed', tables: [] }]);
    expect(memory.rows(table)).toHaveLength(2);
  });

  it.each([403, 404])(
    'Invariant 8: one parent that answers %i is a failure of that parent; the others are read, and nothing is deleted',
    async (status) => {
      const account = await startFamily();
      const memory = startMemoryRuns(account);
      await memory.run([table]);
      const before = memory.rows(table).map((row) => row[column]);
      account.emulator.faults.inject({ kind: 'status', status }, { path, when: isSecond, times: Infinity });

      const run = await runStream(await account.stream(table), { clock: account.clock, keepFailure: true });
      const { receipts } = await memory.run([table]);

      expect(run.failures).toMatchObject([{ error: { http: { status } } }]);
      expect(run.records(table)).toHaveLength(1);
      expect(run.batches.flatMap(({ checkpoints = [] }) => checkpoints)).toEqual([]);
      expect(receipts).toMatchObject([{ outcome: 'failed' }]);
      expect(memory.rows(table).map((row) => row[column])).toEqual(before);
    },
  );

  it('what is gone is marked deleted once everything was seen', async () => {
    const account = await startFamily();
    const memory = startMemoryRuns(account);
    await memory.run([table]);
    const { users, lists } = account.emulator;
    users.remove(callId(500_002));
    lists.libraryFolders.remove(OTHER_FOLDER);
    lists.workspaces.remove('72');

    const { receipts } = await memory.run([table]);

    expect(receipts).toMatchObject([{ outcome: 'proved', tables: [{ deleted: 1 }] }]);
    expect(memory.rows(table)).toHaveLength(1);
  });
});

describe('a parent that vanishes after it was listed', () => {
  it.each([
    ['library_calls', CONTENT, ({ lists }: Account['emulator']) => lists.libraryFolders.remove(OTHER_FOLDER)],
    ['flows', '/v2/flows', ({ users }: Account['emulator']) => users.remove(callId(500_002))],
    [
      'user_settings_history',
      `/v2/users/${callId(500_002)}/settings-history`,
      ({ users }: Account['emulator']) => users.remove(callId(500_002)),
    ],
  ] as const)(
    'of %s is gone, as the list read again shows; the others are read',
    async (table, path, remove) => {
      const account = await startFamily();
      const memory = startMemoryRuns(account);
      await memory.run([table]);
      account.emulator.faults.inject({ kind: 'hook', run: () => void remove(account.emulator) }, { path });

      const { receipts } = await memory.run([table]);

      expect(receipts).toMatchObject([{ outcome: 'proved', tables: [{ deleted: 1, unchanged: 1 }] }]);
    },
  );
});

describe('library calls', () => {
  it('keep note and snippet; the same call as two snippets of a folder is two rows', async () => {
    const account = await startFamily();
    const { libraryCalls } = account.emulator.lists;
    libraryCalls.add(sampleLibraryCall(1, { note: 'Listen', snippet: { fromSec: 12, toSec: 30.5 } }));
    const memory = startMemoryRuns(account);

    await memory.run(['library_calls']);

    expect(memory.rows('library_calls').filter(({ call_id: id }) => id === callId(1))).toMatchObject([
      { folder_id: FOLDER, folder_name: 'Best demos', snippet_range: 'whole', note: null },
      { snippet_range: '12-30.5', note: 'Listen' },
    ]);
  });

  it('A3: ids that come as numbers beyond 2^53 keep their digits', async () => {
    const account = await startAccount();
    const { lists } = account.emulator;
    lists.libraryFolders.add('{"id":7500000000000000001,"name":"Best demos"}');
    lists.libraryCalls.add(`{"folderId":"7500000000000000001","call":{"id":7782342274025937895}}`);
    const memory = startMemoryRuns(account);

    const { receipts } = await memory.run(['library_calls']);

    expect(receipts).toMatchObject([{ outcome: 'proved' }]);
    expect(memory.rows('library_calls')).toMatchObject([
      { folder_id: '7500000000000000001', call_id: '7782342274025937895' },
    ]);
  });

  it('a folder without an id ends the stream: its calls would be missed without a word', async () => {
    const account = await startFamily();
    const body = JSON.stringify({ folders: [{ name: 'Nameless' }] });
    account.emulator.faults.inject({ kind: 'status', status: 200, body }, { path: '/v2/library/folders' });

    const reading = runStream(await account.stream('library_calls'), { clock: account.clock });

    await expect(reading).rejects.toMatchObject({ code: 'gong_parent_without_id' });
  });
});

describe('permission profiles', () => {
  it('come with who has them, one row per workspace, profile and user', async () => {
    const account = await startFamily();
    const memory = startMemoryRuns(account);

    await memory.run(['permission_profiles', 'permission_profile_users']);

    expect(memory.rows('permission_profile_users')).toMatchObject([
      { workspace_id: WORKSPACE, profile_id: callId(1), user_id: USER },
      { workspace_id: '72', profile_id: callId(2), user_id: USER },
    ]);
  });

  it('without the users cost a request for the workspaces and one for each', async () => {
    const account = await startFamily();
    await startMemoryRuns(account).run(['permission_profiles']);

    expect(account.emulator.requests).toHaveLength(3);
  });

  it('of one workspace do not ask for the others', async () => {
    const account = await startFamily();
    const memory = startMemoryRuns(account, { config: { workspace_id: '72' } });

    await memory.run(['permission_profiles']);

    expect(requestsTo(account.emulator).map(({ query }) => query)).toEqual([{ workspaceId: '72' }]);
  });

  it('Invariant 8: an account without workspaces is an error, and deletes nothing', async () => {
    const account = await startAccount();

    const reading = runStream(await account.stream('permission_profiles'), { clock: account.clock });

    await expect(reading).rejects.toMatchObject({ code: 'gong_no_workspaces' });
  });
});

describe('flows', () => {
  it('of the company come from every owner and are one row; pages follow the cursor in the query', async () => {
    const account = await startFamily({ pageSize: 2 });
    for (const number of [3, 4, 5]) account.emulator.lists.flows.add(sampleFlow(number));
    const memory = startMemoryRuns(account);

    const { receipts } = await memory.run(['flows']);

    expect(receipts).toMatchObject([
      { outcome: 'proved', tables: [{ fetched: 8, superseded: 3, inserted: 5 }] },
    ]);
    expect(requestsTo(account.emulator, '/v2/flows').filter(({ query }) => query.cursor)).toHaveLength(2);
  });

  it('a dead cursor begins the owner anew', async () => {
    const account = await startFamily({ pageSize: 1 });
    account.emulator.lists.flows.add(sampleFlow(3));
    const body = '{"errors":["Invalid request: cursor has expired"]}';
    const when = ({ query }: { readonly query: URLSearchParams }): boolean => query.has('cursor');
    account.emulator.faults.inject({ kind: 'status', status: 400, body }, { path: '/v2/flows', when });

    const run = await runStream(await account.stream('flows'), { clock: account.clock });

    expect(new Set(run.ids('flows'))).toEqual(new Set([callId(1), callId(2), callId(3)]));
  });

  it('whoever has no address is not asked for', async () => {
    const account = await startFamily();
    account.emulator.users.add({ ...sampleUser(3), emailAddress: null });

    await runStream(await account.stream('flows'), { clock: account.clock });

    expect(requestsTo(account.emulator, '/v2/flows')).toHaveLength(2);
  });
});

describe('user settings history', () => {
  it('keeps two changes of one setting in one instant apart, and values of every type', async () => {
    const account = await startFamily();
    const { userSettingsHistory } = account.emulator.lists;
    const time = '2026-01-01T10:00:00Z';
    for (const value of [false, 'x', null, { a: [1] }]) {
      userSettingsHistory.add(sampleChange('emailsImported', time, value));
    }
    const memory = startMemoryRuns(account);

    const { receipts } = await memory.run(['user_settings_history']);

    expect(receipts[0]?.tables).toMatchObject([{ fetched: 6, inserted: 6 }]);
    expect(memory.rows('user_settings_history')[1]).toMatchObject({
      value_hash: hashLines(false),
      changed_at: '2026-01-01T10:00:00Z',
    });
  });
});
