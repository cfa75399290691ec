import { describe, expect, it } from 'vitest';
import { type Account, NOW, startAccount } from '../__fixtures__/account.js';
import { requestsTo } from '../__fixtures__/requests.js';
import { startMemoryRuns } from '../__fixtures__/run-into-memory.js';
import { runStream } from '../__fixtures__/run-stream.js';
import { sampleCoaching, USER, WORKSPACE } from '../__fixtures__/sample-lists.js';
import { callId, sampleUser } from '../__fixtures__/sample-records.js';
import { DAY } from '../__fixtures__/test-clock.js';

const PATH = '/v2/coaching';
const REPORT = callId(500_002);
const config = { start_date: '2026-01-15' };
const asked = ({ emulator }: Account) => requestsTo(emulator, PATH).map(({ query }) => query);

/** A manager with one report in one workspace; what the report names nobody knows. */
async function startTeam(): Promise<Account> {
  const account = await startAccount();
  const { users, lists } = account.emulator;
  users.add({ ...sampleUser(1), managerId: callId(999) });
  users.add({ ...sampleUser(2), managerId: USER });
  lists.workspaces.add({ id: WORKSPACE });
  for (const time of ['2026-01-20T10:00:00Z', '2026-02-10T10:00:00Z', '2026-02-11T10:00:00Z']) {
    lists.coaching.add(sampleCoaching(time));
  }
  return account;
}

describe('coaching', () => {
  it('A4: is asked for in kebab-case, per workspace, manager and month', async () => {
    const account = await startTeam();
    const memory = startMemoryRuns(account, { config });

    const { receipts } = await memory.run(['coaching']);

    expect(receipts).toMatchObject([{ outcome: 'proved' }]);
    const ids = { 'workspace-id': WORKSPACE, 'manager-id': USER };
    expect(asked(account)).toEqual([
      { ...ids, from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' },
      { ...ids, from: '2026-02-01T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z' },
      { ...ids, from: '2026-03-01T00:00:00.000Z', to: '2026-03-01T11:55:00.000Z' },
    ]);
    const rows = memory.rows('coaching').map((row) => [row.month, row.report_id, JSON.parse(row.metrics)]);
    expect(rows).toEqual([
      ['2026-01', REPORT, { callsListenedTo: [callId(1)] }],
      ['2026-02', REPORT, { callsListenedTo: [callId(1), callId(1)] }],
    ]);
  });

  it('an idle run asks for the months of the look-back, whole, and no other', async () => {
    const account = await startTeam();
    const { clock } = account;
    const stream = await account.stream('coaching', config);
    const first = await runStream(stream, { clock });
    const before = asked(account).length;

    const second = await runStream(stream, { clock, state: first.state });
    clock.advance(8 * DAY);
    await runStream(stream, { clock, state: second.state });

    expect(
      asked(account)
        .slice(before)
        .map(({ from }) => from!.slice(0, 7)),
    ).toEqual(['2026-02', '2026-03', '2026-02', '2026-03']);
    clock.advance(DAY);
    const last = asked(account).length;
    const third = await runStream(stream, { clock, state: second.state });
    await runStream(stream, { clock, state: third.state });
    expect(asked(account).slice(last)).toHaveLength(2 + 1);
  });

  it('a manager who is new is read from the start', async () => {
    const account = await startTeam();
    const { clock, emulator } = account;
    const stream = await account.stream('coaching', config);
    const { state } = await runStream(stream, { clock });
    emulator.users.add({ ...sampleUser(3), managerId: REPORT });
    const before = asked(account).length;

    await runStream(stream, { clock, state });

    const months = asked(account)
      .slice(before)
      .filter((query) => query['manager-id'] === REPORT);
    expect(months).toHaveLength(3);
  });

  it('one team that cannot be read is a failure of its own, and its state does not move', async () => {
    const account = await startTeam();
    const { emulator, clock } = account;
    emulator.users.add({ ...sampleUser(3), managerId: REPORT });
    const when = ({ query }: { readonly query: URLSearchParams }): boolean =>
      query.get('manager-id') === USER;
    emulator.faults.inject({ kind: 'status', status: 403 }, { path: PATH, when, times: Infinity });

    const run = await runStream(await account.stream('coaching', config), { clock, keepFailure: true });

    expect(run.failures).toMatchObject([
      { partition: `${WORKSPACE}/${USER}`, error: { http: { status: 403 } } },
    ]);
    expect([...run.state.keys()]).toEqual([`${WORKSPACE}/${REPORT}`]);
  });

  it('Invariant 8: users or workspaces that break off cover nothing', async () => {
    for (const path of ['/v2/users', '/v2/workspaces']) {
      const account = await startTeam();
      account.emulator.faults.inject({ kind: 'status', status: 400 }, { path });

      const run = await runStream(await account.stream('coaching'), {
        clock: account.clock,
        keepFailure: true,
      });

      expect(run.error).toMatchObject({ kind: 'fatal' });
      expect(run.state.size).toBe(0);
    }
  });

  it('a month between two that must be read is planned once, and only as far as it has come', async () => {
    const account = await startTeam();
    const stream = await account.stream('coaching', config);
    const now = Date.parse(NOW);

    const planned = stream.plan({ state: new Map(), startedAt: now, until: now - 20 * DAY });

    expect(planned).toMatchObject([
      { partition: '', from: Date.parse('2026-01-15'), to: Date.parse('2026-02-01') },
      { from: Date.parse('2026-02-01'), to: now - 20 * DAY, reason: 'uncovered' },
    ]);
  });
});
