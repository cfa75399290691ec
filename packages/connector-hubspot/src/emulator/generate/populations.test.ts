import { describe, expect, it } from 'vitest';
import { ask, HOUR, idsOf, NOON, readAll, search, start } from '../__fixtures__/ask.js';

const NOW = NOON - HOUR;

describe('a population', () => {
  it('of a million records is there at once, listed and found by id', async () => {
    const { emulator } = await start({
      now: NOW,
      populations: { contacts: { count: 1_000_000, properties: 300 } },
    });
    const memory = process.memoryUsage().heapUsed;
    const names = (await readAll(emulator, '/crm/v3/properties/contacts')).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('custom_property_'))).toHaveLength(300);
    const query = `limit=100&properties=${names.filter((name) => name.startsWith('custom')).join(',')}`;
    const { json } = await ask(emulator, `/crm/v3/objects/contacts?${query}`);
    expect(json.results).toHaveLength(100);
    expect(json.results[0].id).toBe('1000001');
    expect(json.paging.next.after).toBe('1000301');
    const last = await ask(emulator, '/crm/v3/objects/contacts?after=3999990');
    expect(idsOf(last)).toEqual(['3999992', '3999995', '3999998']);
    expect((await ask(emulator, '/crm/v3/objects/contacts/1000002')).status).toBe(404);
    const found = await search(emulator, 'contacts', {
      filterGroups: [
        {
          filters: [
            { propertyName: 'lastmodifieddate', operator: 'GTE', value: NOW - 48 * HOUR },
            { propertyName: 'hs_object_id', operator: 'GT', value: '3000000' },
          ],
        },
      ],
      sorts: ['hs_object_id'],
    });
    expect(found.json.total).toBeGreaterThan(100);
    expect(process.memoryUsage().heapUsed - memory).toBeLessThan(200e6);
  });

  it('holds values of every kind, with their oddities', async () => {
    const { emulator } = await start({ now: NOW, populations: { contacts: { count: 300, properties: 10 } } });
    const columns = Array.from({ length: 10 }, (_, number) => `custom_property_00${number}`);
    const records = await readAll(
      emulator,
      `/crm/v3/objects/contacts?limit=100&properties=${columns.join(',')}`,
    );
    const valuesOf = (number: number) => records.map(({ properties }) => properties[columns[number]!]);
    const every = (number: number, pattern: RegExp) => valuesOf(number).every((value) => pattern.test(value));
    expect(valuesOf(1).some((value) => /E\d/.test(value))).toBe(true);
    expect(every(2, /^\d{4}-.*Z$/)).toBe(true);
    expect(every(3, /^(true|false)$/)).toBe(true);
    expect(every(5, /^\w+;\w+;\w+$/)).toBe(true);
    expect(every(6, /^\d{4}-\d\d-\d\d$/)).toBe(true);
    expect(valuesOf(7).some((value) => value.endsWith('.0'))).toBe(true);
    expect(valuesOf(8)).toContain('');
    expect(valuesOf(9)).toContain(null);
    expect(records.every(({ createdAt, updatedAt }) => createdAt <= updatedAt)).toBe(true);
  });

  it('can be flooded: more records than search can page, in one millisecond', async () => {
    const at = NOON - 5 * HOUR;
    const { emulator } = await start({
      now: NOW,
      populations: { contacts: { count: 20_000, properties: 1, flood: { count: 12_000, at } } },
    });
    const between = (from: number) => ({
      filters: [
        { propertyName: 'lastmodifieddate', operator: 'BETWEEN', value: at, highValue: at },
        { propertyName: 'hs_object_id', operator: 'GT', value: from },
      ],
    });
    const { json } = await search(emulator, 'contacts', {
      filterGroups: [between(1)],
      sorts: ['hs_object_id'],
    });
    expect(json.total).toBeGreaterThanOrEqual(12_000);
    expect(
      new Set(
        emulator.truth
          .records('contacts')
          .slice(-12_000)
          .map(({ updatedAt }) => updatedAt),
      ).size,
    ).toBe(1);
  });

  it('is found by search no sooner than other records', async () => {
    const flood = { count: 1000, at: NOON - 1 };
    const { emulator, clock } = await start({
      now: NOON,
      populations: { contacts: { count: 1000, properties: 1, flood } },
    });
    const filters = [{ propertyName: 'lastmodifieddate', operator: 'GTE', value: NOON - HOUR }];
    const count = async () =>
      (await search(emulator, 'contacts', { filterGroups: [{ filters }], sorts: ['hs_object_id'] })).json
        .total;
    expect(await count()).toBe(0);
    clock.advance(HOUR);
    expect(await count()).toBe(1000);
  });

  it('changes like other records, and keeps the order of ids', async () => {
    const { emulator, clock } = await start({
      now: NOW,
      populations: { contacts: { count: 5, properties: 1 }, companies: { count: 2, properties: 1 } },
    });
    const { records } = emulator;
    expect(emulator.truth.ids('contacts')).toEqual(['1000001', '1000004', '1000007', '1000010', '1000013']);
    records.create('contacts', { id: '1000005' });
    records.create('contacts', { id: '5' });
    records.update('contacts', '1000004', { email: 'new@a.example' });
    records.archive('contacts', '1000007');
    records.erase('contacts', '1000010');
    records.merge('contacts', '1000013', '1000001');
    const list = await ask(emulator, '/crm/v3/objects/contacts?properties=email');
    expect(idsOf(list)).toEqual(['5', '1000004', '1000005', '1000013']);
    expect(list.json.results[1].properties.email).toBe('new@a.example');
    expect(idsOf(await ask(emulator, '/crm/v3/objects/contacts?archived=true'))).toEqual(['1000007']);
    clock.advance(HOUR);
    const found = await search(emulator, 'contacts', { sorts: ['hs_object_id'] });
    expect(idsOf(found)).toEqual(['5', '1000004', '1000005', '1000013']);
    expect(idsOf(await search(emulator, 'contacts', { limit: 2 }))).toHaveLength(2);
    expect(emulator.truth.record('contacts', '1000001')?.id).toBe('1000013');
  });

  it('is associated: every child with a parent, until somebody changes that', async () => {
    const { emulator } = await start({
      now: NOW,
      populations: { contacts: { count: 5, properties: 1 }, companies: { count: 2, properties: 1 } },
    });
    const read = async (from: string, to: string, id: string) => {
      const body = { inputs: [{ id }] };
      const { json } = await ask(emulator, `/crm/v4/associations/${from}/${to}/batch/read`, { body });
      return (json.results[0]?.to ?? []).map(({ toObjectId }: any) => toObjectId);
    };
    expect(await read('contacts', 'companies', '1000004')).toEqual([1000004]);
    expect(await read('companies', 'contacts', '1000001')).toEqual([1000001, 1000007, 1000013]);
    expect(await read('contacts', 'deals', '1000001')).toEqual([]);
    emulator.records.dissociate('contacts', '1000007', 'companies', '1000001');
    emulator.records.associate('contacts', '1000007', 'companies', '1000004');
    expect(await read('companies', 'contacts', '1000001')).toEqual([1000001, 1000013]);
    expect(await read('companies', 'contacts', '1000004')).toEqual([1000004, 1000007, 1000010]);
    emulator.records.erase('companies', '1000004');
    expect(await read('contacts', 'companies', '1000010')).toEqual([]);
  });
});
