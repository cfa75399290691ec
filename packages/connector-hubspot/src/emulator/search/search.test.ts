import { describe, expect, it } from 'vitest';
import { ask, HOUR, idsOf, MINUTE, NOON, search, SECOND, start } from '../__fixtures__/ask.js';
import { NO_SEARCH_FAULTS, type HubspotEmulatorOptions } from '../index.js';

/** One filter, or several that must all hold. */
function where(...filters: object[]): object {
  return { filterGroups: [{ filters }], sorts: ['hs_object_id'], limit: 200 };
}

function filter(propertyName: string, operator: string, value?: unknown, highValue?: unknown): object {
  return { propertyName, operator, value, highValue };
}

async function startHonest(options: HubspotEmulatorOptions = {}) {
  return start({ searchFaults: NO_SEARCH_FAULTS, ...options });
}

async function startWithDeals() {
  const started = await startHonest();
  const deals = [
    { dealname: 'Alpha deal', amount: '100', dealstage: 'closedwon', closedate: '2026-01-01T00:00:00Z' },
    { dealname: 'Bravo deal', amount: '20', dealstage: 'contractsent', closedate: '1767225600000' },
    { dealname: 'Charlie', amount: 'n/a', dealstage: 'closedlost', closedate: '1767312000000.0' },
    { dealname: 'Delta', amount: '', dealstage: null },
  ];
  for (const [index, properties] of deals.entries()) {
    started.emulator.records.create('deals', { id: String(index + 1), properties });
  }
  const find = async (...filters: object[]) =>
    idsOf(await search(started.emulator, 'deals', where(...filters)));
  return { ...started, find };
}

describe('filters', () => {
  it('compare numbers as numbers, and never match what is none', async () => {
    const { find } = await startWithDeals();
    expect(await find(filter('amount', 'GT', '20'))).toEqual(['1']);
    expect(await find(filter('amount', 'GTE', 20))).toEqual(['1', '2']);
    expect(await find(filter('amount', 'LT', '100'))).toEqual(['2']);
    expect(await find(filter('amount', 'LTE', '1E2'))).toEqual(['1', '2']);
    expect(await find(filter('amount', 'BETWEEN', '20', '99'))).toEqual(['2']);
    expect(await find(filter('amount', 'EQ', '100.0'))).toEqual(['1']);
    expect(await find(filter('amount', 'NEQ', '100'))).toEqual(['2']);
  });

  it('read instants as milliseconds and as texts', async () => {
    const { find } = await startWithDeals();
    expect(await find(filter('closedate', 'EQ', '2026-01-01T00:00:00.000Z'))).toEqual(['1', '2']);
    expect(await find(filter('closedate', 'GT', '1767225600000'))).toEqual(['3']);
    expect(await find(filter('closedate', 'LTE', Date.UTC(2026, 0, 2)))).toEqual(['1', '2', '3']);
  });

  it('want texts in lower case in lists, and options exactly', async () => {
    const { find } = await startWithDeals();
    const among = (propertyName: string, operator: string, ...values: string[]) =>
      find({ propertyName, operator, values });
    expect(await among('dealname', 'IN', 'charlie', 'delta')).toEqual(['3', '4']);
    expect(await among('dealname', 'IN', 'Charlie')).toEqual([]);
    expect(await among('dealname', 'NOT_IN', 'charlie')).toEqual(['1', '2', '4']);
    expect(await among('dealstage', 'IN', 'closedwon')).toEqual(['1']);
    expect(await among('dealstage', 'IN', 'CLOSEDWON')).toEqual([]);
    expect(await among('dealstage', 'NOT_IN', 'closedwon')).toEqual(['2', '3']);
    expect(await find(filter('dealname', 'EQ', 'ALPHA DEAL'))).toEqual(['1']);
  });

  it('know what has a value: neither nothing nor an empty text is one', async () => {
    const { find } = await startWithDeals();
    expect(await find(filter('amount', 'HAS_PROPERTY'))).toEqual(['1', '2', '3']);
    expect(await find(filter('amount', 'NOT_HAS_PROPERTY'))).toEqual(['4']);
    expect(await find(filter('dealstage', 'NOT_HAS_PROPERTY'))).toEqual(['4']);
    expect(await find(filter('dealname', 'CONTAINS_TOKEN', 'de*'))).toEqual(['1', '2', '4']);
    expect(await find(filter('dealname', 'NOT_CONTAINS_TOKEN', 'deal'))).toEqual(['3', '4']);
  });

  it('hold together inside a group; one group is enough', async () => {
    const { emulator, find } = await startWithDeals();
    expect(await find(filter('amount', 'GT', '1'), filter('dealstage', 'EQ', 'closedwon'))).toEqual(['1']);
    const filterGroups = [
      { filters: [filter('hs_object_id', 'EQ', '4')] },
      { filters: [filter('amount', 'EQ', '20')] },
    ];
    expect(idsOf(await search(emulator, 'deals', { filterGroups, sorts: ['hs_object_id'] }))).toEqual([
      '2',
      '4',
    ]);
    expect(idsOf(await search(emulator, 'deals', { query: 'deal bravo' }))).toEqual(['2']);
  });

  it('are refused when they cannot be run', async () => {
    const { emulator } = await startWithDeals();
    const six = Array.from({ length: 6 }, () => filter('amount', 'GT', '1'));
    const groups = (count: number, filters: object[]) => ({
      filterGroups: Array.from({ length: count }, () => ({ filters })),
    });
    const refused = [
      where(filter('nonsense', 'EQ', '1')),
      where(filter('amount', 'LIKE', '1')),
      where(filter('amount', 'GT', 'many')),
      where(filter('amount', 'GT')),
      where({ propertyName: 'amount', operator: 'IN', values: [] }),
      where(...six, filter('amount', 'GT', '1')),
      groups(6, []),
      groups(4, six),
      { sorts: ['amount', 'dealname'] },
      { sorts: ['nonsense'] },
      { sorts: [7] },
      { sorts: 'amount' },
      { limit: 201 },
      { after: 'x' },
      { query: 'a'.repeat(3001) },
    ];
    for (const body of refused) expect((await search(emulator, 'deals', body)).status).toBe(400);
    expect((await search(emulator, 'deals', groups(3, six))).status).toBe(200);
    expect((await search(emulator, 'deals', { query: 'a'.repeat(3000) })).status).toBe(200);
  });

  it('break HubSpot with the instant 0', async () => {
    const { emulator } = await startWithDeals();
    for (const value of ['0', 0, '1970-01-01T00:00:00Z']) {
      expect((await search(emulator, 'deals', where(filter('closedate', 'GTE', value)))).status).toBe(500);
    }
    expect((await search(emulator, 'deals', where(filter('closedate', 'GTE', 1000)))).status).toBe(200);
  });
});

describe('pages of a search', () => {
  it('are counted by offset, two hundred records at most, and say the total', async () => {
    const { emulator } = await startHonest();
    for (let id = 1; id <= 450; id += 1) emulator.records.create('deals', { id: String(id) });
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const answer = await search(emulator, 'deals', { sorts: ['hs_object_id'], limit: 200, after });
      expect(answer.json.total).toBe(450);
      ids.push(...idsOf(answer));
      after = answer.json.paging?.next.after;
    } while (after !== undefined);
    expect(ids).toEqual(Array.from({ length: 450 }, (_, index) => String(index + 1)));
    expect(idsOf(await search(emulator, 'deals', { sorts: ['-hs_object_id'], limit: 1 }))).toEqual(['450']);
  });

  it('end at ten thousand results', async () => {
    const { emulator } = await startHonest({
      populations: { contacts: { count: 12_000, properties: 1 } },
    });
    const at = (after: string) =>
      search(emulator, 'contacts', { sorts: ['hs_object_id'], limit: 200, after });
    const last = await at('9800');
    expect(last.json).toMatchObject({ total: 12_000, paging: { next: { after: '10000' } } });
    expect((await at('10000')).status).toBe(400);
    expect((await at('9801')).status).toBe(400);
  });

  it('sort by creation when nothing else is said, and otherwise by value', async () => {
    const { emulator } = await startWithDeals();
    emulator.records.create('deals', { id: '9', createdAt: NOON - HOUR });
    expect(idsOf(await search(emulator, 'deals'))[0]).toBe('9');
    const byAmount = { sorts: [{ propertyName: 'amount', direction: 'DESCENDING' }] };
    expect(idsOf(await search(emulator, 'deals', byAmount)).slice(-2)).toEqual(['1', '2']);
    expect(idsOf(await search(emulator, 'deals', { sorts: ['amount'] })).slice(0, 2)).toEqual(['2', '1']);
  });

  it('hold neither archived, merged nor erased records', async () => {
    const { emulator } = await startWithDeals();
    emulator.records.archive('deals', '1');
    emulator.records.merge('deals', '2', '3');
    emulator.records.erase('deals', '4');
    expect(idsOf(await search(emulator, 'deals'))).toEqual(['2']);
  });

  it('carry no associations and no history', async () => {
    const { emulator } = await startWithDeals();
    const body = { ...where(filter('amount', 'EQ', '20')), properties: ['dealname'] };
    const [row] = (await search(emulator, 'deals', { ...body, associations: ['contacts'] })).json.results;
    expect(Object.keys(row.properties)).toContain('dealname');
    expect(row).not.toHaveProperty('associations');
    expect(row).not.toHaveProperty('propertiesWithHistory');
  });
});

it('may refuse a long body', async () => {
  const { emulator } = await startHonest({ longestSearchBody: 3000 });
  const properties = ['a'.repeat(3000)];
  expect((await search(emulator, 'deals', { properties })).status).toBe(400);
  expect((await search(emulator, 'deals')).status).toBe(200);
});

describe('the index', () => {
  const COUNT = 2000;

  /** Records that all change at noon. */
  async function startWithChange(options: HubspotEmulatorOptions = {}) {
    const started = await start(options);
    for (let id = 1; id <= COUNT; id += 1) {
      started.emulator.records.create('contacts', {
        id: String(id),
        createdAt: NOON - 100 * HOUR,
        properties: { city: 'old' },
      });
    }
    for (let id = 1; id <= COUNT; id += 1) {
      started.emulator.records.update('contacts', String(id), { city: 'new' });
    }
    const page = async (body: object, after = 0) =>
      (await search(started.emulator, 'contacts', { limit: 200, after, properties: ['city'], ...body })).json;
    const readRows = async (body: object) => {
      const rows: any[] = [];
      for (let after = 0, total = 1; after < total; after += 200) {
        const json = await page(body, after);
        rows.push(...json.results);
        total = json.total;
      }
      return rows;
    };
    return { ...started, page, readRows };
  }

  const changed = where(filter('lastmodifieddate', 'GTE', NOON));

  it('notices most changes within seconds, some in minutes, all within an hour', async () => {
    const { page, clock } = await startWithChange();
    const totals: number[] = [];
    for (const wait of [0, 30 * SECOND, 270 * SECOND, 40 * MINUTE, 15 * MINUTE]) {
      clock.advance(wait);
      totals.push((await page(changed)).total);
    }
    const [atOnce = 0, soon = 0, later = 0, late = 0, end = 0] = totals;
    expect(atOnce).toBe(0);
    expect(soon).toBeGreaterThan(0.6 * COUNT);
    expect(later).toBeGreaterThan(0.85 * COUNT);
    expect(late).toBeLessThan(COUNT);
    expect(end).toBe(COUNT);
  });

  it('finds a record under its old time and carries its old or its new values meanwhile', async () => {
    const { readRows } = await startWithChange();
    const rows = await readRows(where(filter('lastmodifieddate', 'LT', NOON)));
    expect(rows).toHaveLength(COUNT);
    const beyond = rows.filter(({ updatedAt }) => Date.parse(updatedAt) >= NOON);
    expect(beyond.length).toBeGreaterThan(0.3 * COUNT);
    expect(beyond.length).toBeLessThan(0.7 * COUNT);
    for (const row of rows) {
      expect(row.properties.city).toBe(Date.parse(row.updatedAt) >= NOON ? 'new' : 'old');
    }
  });

  it('finds a record under its new time with the values of the version before, for an hour at most', async () => {
    const { readRows, clock } = await startWithChange();
    clock.advance(HOUR - 1);
    const rows = await readRows(changed);
    const stale = rows.filter(({ properties }) => properties.city === 'old');
    expect(stale.length).toBeGreaterThan(0.1 * COUNT);
    expect(stale.length).toBeLessThan(0.5 * COUNT);
    for (const { updatedAt } of stale) expect(Date.parse(updatedAt)).toBe(NOON - 100 * HOUR);
    clock.advance(1);
    expect((await readRows(changed)).every(({ properties }) => properties.city === 'new')).toBe(true);
  });

  it('puts results sorted by last change out of order by up to an hour; order by id is honest', async () => {
    const { emulator, clock } = await start();
    for (let id = 1; id <= 200; id += 1) {
      emulator.records.create('contacts', { id: String(id), createdAt: NOON + id * MINUTE });
    }
    clock.advance(10 * HOUR);
    const timesOf = (answer: Awaited<ReturnType<typeof search>>) =>
      answer.json.results.map(({ updatedAt }: { updatedAt: string }) => Date.parse(updatedAt)) as number[];
    const times = timesOf(await search(emulator, 'contacts', { sorts: ['lastmodifieddate'], limit: 200 }));
    const jumps = times.map((time, index) => Math.max(...times.slice(0, index), 0) - time);
    expect(Math.max(...jumps)).toBeGreaterThan(10 * MINUTE);
    expect(Math.max(...jumps)).toBeLessThanOrEqual(HOUR);
    const byId = timesOf(await search(emulator, 'contacts', { sorts: ['hs_object_id'], limit: 200 }));
    expect(byId).toEqual(byId.toSorted((left, right) => left - right));
  });

  it('returns rows from before a lower bound, as if milliseconds did not count', async () => {
    const { emulator, clock } = await start();
    emulator.records.create('contacts', { id: '1', createdAt: NOON + 200 });
    clock.advance(2 * HOUR);
    const find = async () =>
      (await search(emulator, 'contacts', where(filter('lastmodifieddate', 'GTE', NOON + 900)))).json.total;
    expect(await find()).toBe(1);
    emulator.setSearchFaults({ truncation: false });
    expect(await find()).toBe(0);
  });

  it('does not hear of calculated values for as long as of others, and finds them under the old time', async () => {
    const { emulator, clock } = await start();
    emulator.records.create('contacts', { id: '1', createdAt: NOON - 5 * HOUR });
    emulator.records.recalculate('contacts', '1', { num_associated_deals: '3' });
    const find = async () =>
      (await search(emulator, 'contacts', where(filter('num_associated_deals', 'EQ', '3')))).json.results;
    expect(await find()).toEqual([]);
    clock.advance(HOUR);
    expect(await find()).toMatchObject([{ updatedAt: '2026-01-14T07:00:00.000Z' }]);
  });

  it('forgets archived records at once, and learns of restored ones late', async () => {
    const { emulator, clock } = await start();
    emulator.records.create('contacts', { id: '1', createdAt: NOON - 5 * HOUR });
    const find = async () => idsOf(await search(emulator, 'contacts'));
    expect(await find()).toEqual(['1']);
    emulator.records.archive('contacts', '1');
    expect(await find()).toEqual([]);
    clock.advance(2 * HOUR);
    emulator.records.restore('contacts', '1');
    expect(await find()).toEqual([]);
    clock.advance(HOUR);
    expect(await find()).toEqual(['1']);
  });

  it('is the truth when every fault is switched off', async () => {
    const { readRows } = await startWithChange({ searchFaults: NO_SEARCH_FAULTS });
    const rows = await readRows(changed);
    expect(rows).toHaveLength(COUNT);
    expect(rows.every(({ properties }) => properties.city === 'new')).toBe(true);
  });

  it('errs in the same way in every run of the same seed', async () => {
    const read = async (seed: string) => {
      const { page, clock } = await startWithChange({ seed });
      clock.advance(20 * SECOND);
      return (await page({ ...changed, sorts: ['lastmodifieddate'] })).results.map(({ id }: any) => id);
    };
    expect(await read('one')).toEqual(await read('one'));
    expect(await read('one')).not.toEqual(await read('two'));
  });
});

it('does not carry limits in the headers of a search', async () => {
  const { emulator } = await start({ limits: {} });
  const limits = ({ headers }: { headers: object }) =>
    Object.keys(headers).filter((name) => name.startsWith('x-hubspot-ratelimit'));
  expect(limits(await search(emulator, 'contacts'))).toEqual([]);
  expect(limits(await ask(emulator, '/crm/v3/objects/contacts'))).toHaveLength(5);
});
