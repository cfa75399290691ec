import { createManualClock } from '@etl/emulator-kit';
import { describe, expect, it } from 'vitest';
import { ask, start } from '../__fixtures__/ask.js';

const PATH = '/v2/stats/activity/scorecards';
const MIDNIGHT_IN_TOKYO = Date.parse('2026-03-02T00:00:00+09:00');

async function startTokyo() {
  const emulator = await start({ timeZone: 'Asia/Tokyo', clock: createManualClock(MIDNIGHT_IN_TOKYO) });
  const times = ['2026-02-28T23:59:59+09:00', '2026-03-01T00:00:00+09:00', '2026-03-01T14:59:59.999Z'];
  times.forEach((reviewTime, index) => {
    const callStartTime = '2026-02-20T10:00:00Z';
    const reviewMethod = index === 2 ? 'AUTOMATIC' : 'MANUAL';
    emulator.lists.answeredScorecards.add({
      ...{ answeredScorecardId: `${index}`, reviewTime, reviewMethod, callStartTime },
    });
  });
  const list = async (filter: object) => {
    const { status, json } = await ask(emulator, PATH, { body: { filter } });
    return status === 200
      ? json.answeredScorecards.map((review: any) => review.answeredScorecardId)
      : `${status} ${json.errors[0]}`;
  };
  return { emulator, list };
}

describe('POST /v2/stats/activity/scorecards', () => {
  it.each([
    [{ reviewFromDate: '2026-03-01', reviewToDate: '2026-03-02', reviewMethod: 'BOTH' }, ['1', '2']],
    [{ reviewFromDate: '2026-02-28', reviewToDate: '2026-03-01', reviewMethod: 'BOTH' }, ['0']],
    [{ reviewFromDate: '2026-03-01' }, ['1']],
    [{ reviewMethod: 'AUTOMATIC' }, ['2']],
    [
      { reviewFromDate: '2026-03-01', reviewToDate: '2026-03-01' },
      '404 No answered scorecards found corresponding to the provided filters.',
    ],
    [
      { callFromDate: '2026-02-21' },
      '404 No answered scorecards found corresponding to the provided filters.',
    ],
    [{ reviewToDate: '2026-03-03' }, '400 filter.reviewToDate: must not be after 2026-03-02'],
    [
      { reviewFromDate: '2026-03-02', reviewToDate: '2026-03-01' },
      '400 filter.reviewFromDate: must be before reviewToDate',
    ],
    [{ reviewFromDate: '2026-03-01T00:00:00Z' }, '400 filter.reviewFromDate: must be a date, YYYY-MM-DD'],
    [{ reviewMethod: 'ALL' }, '400 filter.reviewMethod: must be one of AUTOMATIC, MANUAL, BOTH'],
  ])('A4: with %o answers %s, by dates in the company’s zone', async (filter, expected) => {
    const { list } = await startTokyo();
    expect(await list(filter)).toEqual(expected);
  });
});

describe('lists', () => {
  it('of the generated company are filled', async () => {
    const emulator = await start({ empty: false });
    for (const list of Object.values(emulator.lists)) expect(list.size).toBeGreaterThan(0);
    expect(emulator.lists.answeredScorecards.size).toBeGreaterThan(20);
  });

  it('refuse a record without id, and one that is there', async () => {
    const { lists } = await start();
    lists.workspaces.add({ id: '1' });
    expect(() => {
      lists.workspaces.add({ id: '1' });
    }).toThrow('record 1 is already there');
    expect(() => {
      lists.workspaces.add({ name: 'Sales' });
    }).toThrow('a record needs `id`');
  });
});
