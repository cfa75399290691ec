import { describe, expect, it } from 'vitest';
import { startAccount } from '../__fixtures__/account.js';
import { requestsTo } from '../__fixtures__/requests.js';
import { runStream } from '../__fixtures__/run-stream.js';
import { callId } from '../__fixtures__/sample-records.js';

const STREAMS = [
  ['scorecards', 'scorecards', 'scorecardId', '/v2/settings/scorecards', 'api:settings:scorecards:read'],
  ['trackers', 'trackers', 'trackerId', '/v2/settings/trackers', 'api:settings:trackers:read'],
  ['workspaces', 'workspaces', 'id', '/v2/workspaces', 'api:workspaces:read'],
  ['call_outcomes', 'callOutcomes', 'id', '/v2/call-outcomes', 'api:call-outcomes:read'],
  ['library_folders', 'libraryFolders', 'id', '/v2/library/folders', 'api:library:read'],
] as const;

describe.each(STREAMS)('%s', (name, list, idKey, path, scope) => {
  it('are read whole with one request, and those that are gone leave with the sweep', async () => {
    const { emulator, clock, stream } = await startAccount();
    emulator.lists[list].add({ [idKey]: callId(1) });
    emulator.lists[list].add({ [idKey]: callId(2) });
    const settings = await stream(name);

    const first = await runStream(settings, { clock });
    emulator.lists[list].remove(callId(1));
    const second = await runStream(settings, { clock, state: first.state });

    expect([first.ids(name), second.ids(name)]).toEqual([[callId(1), callId(2)], [callId(2)]]);
    expect(second.batches.at(-1)?.checkpoints).toMatchObject([
      { kind: 'complete', table: name, sweep: name },
    ]);
    expect(emulator.requests.map((request) => request.path)).toEqual([path, path]);
  });

  it('A2: an account without any is no error', async () => {
    const { clock, stream } = await startAccount();

    const run = await runStream(await stream(name), { clock });

    expect(run.ids(name)).toEqual([]);
    expect(run.batches.at(-1)?.checkpoints).toHaveLength(1);
  });

  it('Invariant 8: "nothing found" from a list without filter is an error, and empties no table', async () => {
    const { emulator, clock, stream } = await startAccount();
    const body = JSON.stringify({ errors: ['No records found corresponding to the provided filters'] });
    emulator.faults.inject({ kind: 'status', status: 404, body }, { path, times: Infinity });

    await expect(runStream(await stream(name), { clock })).rejects.toMatchObject({
      http: { status: 404 },
    });
  });

  it('a missing scope is named', async () => {
    const { clock, stream } = await startAccount({ scopes: [] });

    await expect(runStream(await stream(name), { clock })).rejects.toMatchObject({
      code: 'missing_scope',
      scope,
    });
  });
});

describe('one workspace', () => {
  it('is all that is asked for where Gong can narrow', async () => {
    const { emulator, clock, stream } = await startAccount();
    emulator.lists.trackers.add({ trackerId: callId(1), workspaceId: '71' });
    emulator.lists.trackers.add({ trackerId: callId(2), workspaceId: '72' });

    const run = await runStream(await stream('trackers', { workspace_id: '71' }), { clock });

    expect(run.ids('trackers')).toEqual([callId(1)]);
    expect(requestsTo(emulator, '/v2/settings/trackers')[0]?.query).toEqual({ workspaceId: '71' });
  });
});
