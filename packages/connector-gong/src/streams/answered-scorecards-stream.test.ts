import { describe, expect, it } from 'vitest';
import { type Account, NOW, startAccount } from '../__fixtures__/account.js';
import { requestsTo } from '../__fixtures__/requests.js';
import { runStream } from '../__fixtures__/run-stream.js';
import { callId, sampleReview } from '../__fixtures__/sample-records.js';
import { DAY, HOUR } from '../__fixtures__/test-clock.js';

const now = Date.parse(NOW);
const PATH = '/v2/stats/activity/scorecards';
const NAME = 'answered_scorecards';
const filtersOf = ({ emulator }: Account) => requestsTo(emulator, PATH).map(({ body }) => body.filter);

describe('answered scorecards', () => {
  it('A4: are keyed by the review, and read with reviewMethod BOTH, because the default would lose automatic ones', async () => {
    const account = await startAccount();
    const { lists } = account.emulator;
    lists.answeredScorecards.add(sampleReview(1, now - 5 * DAY));
    lists.answeredScorecards.add(sampleReview(2, now - 5 * DAY, { reviewMethod: 'AUTOMATIC' }));
    const stream = await account.stream(NAME);

    const run = await runStream(stream, { clock: account.clock });

    expect(run.ids(NAME)).toEqual([callId(1), callId(2)]);
    expect(stream.tables[0]?.primaryKey).toEqual(['answered_scorecard_id']);
    expect(filtersOf(account).every(({ reviewMethod }) => reviewMethod === 'BOTH')).toBe(true);
  });

  it.each(['America/Los_Angeles', 'Asia/Tokyo', 'Pacific/Kiritimati', 'Etc/GMT+12'])(
    'A3: in %s every review is read, hour by hour over daylight saving, whenever runs come, told the zone or not',
    async (timeZone) => {
      for (const config of [{}, { time_zone: timeZone }]) {
        const account = await startAccount({ timeZone });
        const { clock, emulator } = account;
        const stream = await account.stream(NAME, { ...config, look_back: '0d' });
        const read = new Set<string>();
        let state;
        let number = 0;
        // Daylight saving begins on 2026-03-08 in Los Angeles. A run each seven hours, a review each hour.
        for (let hour = 0; hour < 11 * 24; hour += 1) {
          if (hour < 8.5 * 24)
            emulator.lists.answeredScorecards.add(sampleReview((number += 1), clock.now()));
          clock.advance(HOUR);
          if (hour % 7 !== 0) continue;
          const run = await runStream(stream, { clock, ...(state && { state }) });
          for (const id of run.ids(NAME)) read.add(id);
          state = run.state;
        }

        expect(read.size).toBe(number);
      }
    },
  );

  it('A3: whoever tells the zone gets yesterday’s reviews; whoever does not gets them a day later at most', async () => {
    const account = await startAccount({ timeZone: 'Asia/Tokyo' });
    const yesterdayInTokyo = '2026-02-28T23:30:00+09:00';
    account.emulator.lists.answeredScorecards.add(sampleReview(1, yesterdayInTokyo));
    const { clock } = account;
    clock.advance(-6 * HOUR);

    const told = await runStream(await account.stream(NAME, { time_zone: 'Asia/Tokyo' }), { clock });
    const untold = await runStream(await account.stream(NAME), { clock });
    clock.advance(DAY);
    const later = await runStream(await account.stream(NAME), { clock, state: untold.state });

    expect([told.ids(NAME), untold.ids(NAME), later.ids(NAME)]).toEqual([[callId(1)], [], [callId(1)]]);
  });

  it('a review that is changed within the look-back is read again; what is settled is not asked for', async () => {
    const account = await startAccount();
    const { clock } = account;
    const stream = await account.stream(NAME, { start_date: '2025-06-01' });
    const { state } = await runStream(stream, { clock });
    const first = filtersOf(account).length;

    await runStream(stream, { clock, state });

    expect(first).toBe(10);
    expect(filtersOf(account).slice(first)).toEqual([
      { reviewFromDate: '2026-02-21', reviewToDate: '2026-03-01', reviewMethod: 'BOTH' },
    ]);
  });

  it('A2: pages of a hundred follow the cursor in the body', async () => {
    const account = await startAccount({ pageSize: 2 });
    for (let number = 1; number <= 5; number += 1)
      account.emulator.lists.answeredScorecards.add(sampleReview(number, now - 5 * DAY));

    const run = await runStream(await account.stream(NAME), { clock: account.clock });

    expect(run.ids(NAME)).toHaveLength(5);
    expect(requestsTo(account.emulator, PATH).filter(({ body }) => body.cursor)).toHaveLength(2);
  });

  it('a missing scope ends the stream by its name', async () => {
    const account = await startAccount({ scopes: [] });

    await expect(runStream(await account.stream(NAME), { clock: account.clock })).rejects.toMatchObject({
      code: 'missing_scope',
      scope: 'api:stats:scorecards',
    });
  });
});
