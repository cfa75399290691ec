import { describe, expect, it } from 'vitest';
import { type Account, NOW, startAccount } from '../__fixtures__/account.js';
import { requestsTo } from '../__fixtures__/requests.js';
import { startMemoryRuns } from '../__fixtures__/run-into-memory.js';
import { runStream } from '../__fixtures__/run-stream.js';
import { hashLines, sampleLogEntry, USER } from '../__fixtures__/sample-lists.js';
import { DAY, HOUR } from '../__fixtures__/test-clock.js';

const now = Date.parse(NOW);
const PATH = '/v2/logs';
const MINUTES = '2026-03-01T12:00'.length;
const TYPES = [
  'AccessLog',
  'UserActivityLog',
  'UserCallPlay',
  'ExternallySharedCallAccess',
  'ExternallySharedCallPlay',
];

async function startLogs(options = {}): Promise<Account> {
  const account = await startAccount(options);
  for (const type of TYPES) account.emulator.lists.logs.add(sampleLogEntry(type, now - 2 * DAY));
  return account;
}

const isAbout =
  (logType: string) =>
  ({ query }: { readonly query: URLSearchParams }): boolean =>
    query.get('logType') === logType;

describe('logs', () => {
  it('A4: are five, each with a partition of its own; an empty one is no error', async () => {
    const account = await startLogs();
    account.emulator.lists.logs.remove('4');

    const run = await runStream(await account.stream('logs'), { clock: account.clock });

    expect(run.records('logs').map(({ logType }) => logType)).toEqual(TYPES.slice(0, 4));
    expect([...run.state.keys()]).toEqual(TYPES);
  });

  it('A4: have a hash for a key, of log, instant, user, impersonator and logRecord', async () => {
    const account = await startAccount();
    const { logs } = account.emulator.lists;
    const at = '2026-02-20T10:00:00.123456+01:00';
    const text = (entry: string): string => `{"logType":"AccessLog","entry":{"eventTime":"${at}",${entry}}}`;
    logs.add(text(`"userId":"${USER}","userFullName":"Before","logRecord":{"a":"1","b":"2"}`));
    // Alike but for what may change later, and for how it is written.
    logs.add(text(`"userFullName":"After", "userId":"${USER}","logRecord":{ "b":"2", "a":"1" }`));
    logs.add(text(`"userId":"${USER}","logRecord":{"a":"1"}`));
    logs.add(text(`"userId":"${USER}","impersonatorUserId":"9","logRecord":{"a":"1"}`));
    const memory = startMemoryRuns(account);

    const { receipts } = await memory.run(['logs']);

    expect(receipts).toMatchObject([
      { outcome: 'proved', tables: [{ fetched: 4, superseded: 1, inserted: 3 }] },
    ]);
    expect(memory.rows('logs')[0]).toMatchObject({
      entry_hash: hashLines('AccessLog', '2026-02-20T09:00:00.123456000Z', USER, null, { a: '1', b: '2' }),
      user_full_name: 'After',
    });
  });

  it('two entries that are the same byte for byte are one row', async () => {
    const account = await startLogs();
    account.emulator.lists.logs.add(sampleLogEntry('AccessLog', now - 2 * DAY));
    const memory = startMemoryRuns(account);

    const { receipts } = await memory.run(['logs']);

    expect(receipts).toMatchObject([{ outcome: 'proved', tables: [{ fetched: 6, superseded: 1 }] }]);
  });

  it('an idle run costs five requests, for a day or the look-back if that is shorter', async () => {
    const account = await startLogs();
    const { clock } = account;
    const ask = async (look_back: string): Promise<string[]> => {
      const stream = await account.stream('logs', { look_back });
      const { state } = await runStream(stream, { clock });
      const before = account.emulator.requests.length;
      await runStream(stream, { clock, state });
      return requestsTo(account.emulator, PATH)
        .slice(before)
        .map(({ query }) => query.fromDateTime!.slice(0, MINUTES));
    };

    // The clock moves while requests wait for their turn.
    expect(await ask('7d')).toEqual(TYPES.map(() => '2026-02-28T12:00'));
    expect(await ask('2h')).toEqual(TYPES.map(() => '2026-03-01T10:00'));
  });

  it('a log that cannot be read is a failure of its own; the others are read', async () => {
    const account = await startLogs();
    const options = { path: PATH, when: isAbout('UserActivityLog'), times: Infinity };
    account.emulator.faults.inject({ kind: 'status', status: 400 }, options);

    const run = await runStream(await account.stream('logs'), { clock: account.clock, keepFailure: true });

    expect(run.failures).toMatchObject([{ partition: 'UserActivityLog', error: { http: { status: 400 } } }]);
    expect(run.records('logs')).toHaveLength(4);
    expect([...run.state.keys()]).not.toContain('UserActivityLog');
  });

  it('A2: pages follow the cursor in the query, and a dead one begins the window anew', async () => {
    const account = await startLogs({ pageSize: 2 });
    for (let hour = 1; hour <= 4; hour += 1) {
      account.emulator.lists.logs.add(sampleLogEntry('AccessLog', now - 2 * DAY - hour * HOUR));
    }
    const body = '{"errors":["Invalid request: cursor has expired"]}';
    const when = ({ query }: { readonly query: URLSearchParams }): boolean => query.has('cursor');
    account.emulator.faults.inject({ kind: 'status', status: 400, body }, { path: PATH, when, skip: 1 });

    const run = await runStream(await account.stream('logs'), { clock: account.clock });

    const access = run.records('logs').filter(({ logType }) => logType === 'AccessLog');
    expect(new Set(access.map(({ entryHash }) => entryHash)).size).toBe(5);
  });

  it('a window with more than 5000 entries is read in parts', async () => {
    const account = await startLogs();
    const page = { logEntries: [], records: { totalRecords: 12_000 } };
    account.emulator.faults.inject(
      { kind: 'status', status: 200, body: JSON.stringify(page) },
      { path: PATH, when: isAbout('AccessLog') },
    );

    const run = await runStream(await account.stream('logs'), { clock: account.clock });

    const asked = requestsTo(account.emulator, PATH).filter(({ query }) => query.logType === 'AccessLog');
    expect(asked).toHaveLength(1 + 3);
    expect(run.records('logs')).toHaveLength(5);
  });
});
