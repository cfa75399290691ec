import { describe, expect, it } from 'vitest';
import { type Account, NOW, startAccount } from '../__fixtures__/account.js';
import { requestsTo } from '../__fixtures__/requests.js';
import { startMemoryRuns } from '../__fixtures__/run-into-memory.js';
import { runStream } from '../__fixtures__/run-stream.js';
import { sampleActivity, sampleStats, USER } from '../__fixtures__/sample-lists.js';
import { callId } from '../__fixtures__/sample-records.js';
import { DAY, HOUR } from '../__fixtures__/test-clock.js';

const INTERACTION = '/v2/stats/interaction';
const ACTIVITY = '/v2/stats/activity/day-by-day';
const filtersOf = ({ emulator }: Account, path: string) =>
  requestsTo(emulator, path).map(({ body }) => body.filter);

describe.each([
  ['interaction_stats', INTERACTION],
  ['activity_by_day', ACTIVITY],
])('%s', (table, path) => {
  it.each(['America/Los_Angeles', 'Asia/Tokyo', 'Pacific/Kiritimati', 'Etc/GMT+12'])(
    'A3: in %s every day is read once it is over and never before, whenever runs come, told the zone or not',
    async (timeZone) => {
      for (const config of [{}, { time_zone: timeZone }]) {
        const account = await startAccount({ timeZone });
        const { clock, emulator } = account;
        const dates = Array.from({ length: 12 }, (_, day) => `2026-03-${String(day + 1).padStart(2, '0')}`);
        for (const date of dates) {
          emulator.lists.interactionStats.add(sampleStats(date));
          emulator.lists.activityByDay.add(sampleActivity(`${date}T00:00:00-08:00`));
        }
        const stream = await account.stream(table, { ...config, start_date: '2026-03-01', look_back: '0d' });
        const read = new Set<string>();
        let state;
        // Daylight saving begins on 2026-03-08 in Los Angeles; the emulator refuses a day that is not over.
        for (let hour = 0; hour <= 13.5 * 24; hour += 7) {
          const run = await runStream(stream, { clock, ...(state && { state }) });
          for (const { date } of run.records(table)) read.add(date);
          state = run.state;
          clock.advance(7 * HOUR);
        }

        expect([...read].toSorted()).toEqual(dates);
      }
    },
  );

  it('an idle run asks for the look-back alone, and a settled day never again', async () => {
    const account = await startAccount();
    const { clock } = account;
    const stream = await account.stream(table, { look_back: '2d' });
    const { state } = await runStream(stream, { clock });
    const before = filtersOf(account, path).length;

    await runStream(stream, { clock, state });

    const asked = filtersOf(account, path).slice(before);
    expect(asked[0]).toMatchObject({ fromDate: '2026-02-27' });
    expect(asked.at(-1)).toMatchObject({ toDate: '2026-03-01' });
    expect(asked).toHaveLength(table === 'interaction_stats' ? 2 : 1);
  });

  it('A2: a cursor travels in the body, and a dead one begins the window anew', async () => {
    const account = await startAccount({ pageSize: 2 });
    const { faults, lists } = account.emulator;
    for (let number = 1; number <= 5; number += 1) {
      lists.interactionStats.add(sampleStats('2026-02-20', callId(number)));
      lists.activityByDay.add(sampleActivity('2026-02-20T00:00:00-08:00', callId(number)));
    }
    const body = '{"errors":["Invalid request: cursor has expired"]}';
    const when = (request: { readonly body: string }): boolean => request.body.includes('cursor');
    faults.inject({ kind: 'status', status: 400, body }, { path, when, skip: 1 });
    const memory = startMemoryRuns(account);

    const { receipts } = await memory.run([table]);

    expect(receipts).toMatchObject([{ outcome: 'proved', tables: [{ inserted: 5, superseded: 4 }] }]);
  });

  it('A2: "nothing found" in the middle of a list, or in other words, is no empty day', async () => {
    const account = await startAccount();
    const body = JSON.stringify({ errors: ['Nothing here'] });
    account.emulator.faults.inject({ kind: 'status', status: 404, body }, { path, times: Infinity });

    const reading = runStream(await account.stream(table), { clock: account.clock });

    await expect(reading).rejects.toMatchObject({ http: { status: 404 } });
  });

  it('`until` in the middle of a day leaves the day to later; `since` reads it', async () => {
    const account = await startAccount();
    const stream = await account.stream(table);
    const noon = Date.parse(NOW) - 4 * DAY;

    const { state } = await runStream(stream, { clock: account.clock, since: noon, until: noon + 2 * DAY });

    expect(state.get('')?.coverage).toMatchObject([{ from: noon, to: Date.parse('2026-02-27') }]);
    expect(filtersOf(account, path)[0]).toMatchObject({ fromDate: '2026-02-25' });
  });
});

describe('interaction stats', () => {
  it('are asked for day by day, so that each figure is one day’s', async () => {
    const account = await startAccount();
    account.emulator.lists.interactionStats.add(sampleStats('2026-02-20', USER, 1));
    account.emulator.lists.interactionStats.add(sampleStats('2026-02-21', USER, 3));
    const memory = startMemoryRuns(account);

    await memory.run(['interaction_stats']);

    const figures = memory
      .rows('interaction_stats')
      .map((row) => [row.user_id, row.date, JSON.parse(row.person_interaction_stats)[0].value]);
    expect(figures).toEqual([
      [USER, '2026-02-20', 1],
      [USER, '2026-02-21', 3],
    ]);
    expect(filtersOf(account, INTERACTION)[0]).toEqual({ fromDate: '2026-02-01', toDate: '2026-02-02' });
  });
});

describe('activity by day', () => {
  it('A4: days stand in their user; each is a row with the user’s id, counted as one item, its text untouched', async () => {
    const account = await startAccount();
    const { activityByDay } = account.emulator.lists;
    const activity =
      '{ "fromDate":"2026-02-21T00:00:00-08:00","callsAsHost":[7782342274025937895],"new": 1.0 }';
    activityByDay.add(sampleActivity('2026-02-20T00:00:00-08:00'));
    activityByDay.add(`{"userId":"${USER}","userEmailAddress":null,"activity":${activity}}`);

    const run = await runStream(await account.stream('activity_by_day'), { clock: account.clock });

    const [batch] = run.batches.filter(({ records }) => records.length > 0);
    expect(batch).toMatchObject({ fetched: 2 });
    expect(batch?.records[1]?.text).toContain(`"date":"2026-02-21","activity":${activity}}`);
    expect(run.records('activity_by_day')).toMatchObject([{ userId: USER }, { userId: USER }]);
  });

  it('Invariant 5: what is no user with days becomes a dead letter and not nothing', async () => {
    const account = await startAccount();
    const users = ['"a text"', `{"userId":"1","userDailyActivityStats":"none"}`, '{"userId":"2"}'];
    const body = `{"usersDetailedActivities":[${users.join(',')}]}`;
    account.emulator.faults.inject({ kind: 'status', status: 200, body }, { path: ACTIVITY });
    const memory = startMemoryRuns(account);

    const { receipts } = await memory.run(['activity_by_day']);

    expect(receipts[0]?.tables).toMatchObject([{ fetched: 2, rejected: 2 }]);
  });
});
