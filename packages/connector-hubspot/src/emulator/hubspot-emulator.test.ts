import { createCompany } from '@etl/emulator-kit';
import { describe, expect, it } from 'vitest';
import { ask, readAll, start } from './__fixtures__/ask.js';
import { startSandbox } from './index.js';

describe('the generated company', () => {
  it('knows the same people as every other emulator of that seed', async () => {
    const company = createCompany('halden');
    const { emulator } = await start({ empty: false, seed: 'halden' });
    const contacts = await readAll(emulator, '/crm/v3/objects/contacts?limit=100&properties=email,firstname');
    const known = new Map(company.contacts.map(({ ids, email }) => [ids.hubspot, email.toLowerCase()]));
    expect(contacts).toHaveLength(company.contacts.length);
    for (const { id, properties } of contacts) expect(properties.email).toBe(known.get(id));
    const deals = await readAll(emulator, '/crm/objects/2026-09/0-3?properties=dealname');
    expect(deals.map(({ id }) => id).toSorted()).toEqual(
      company.deals.map(({ ids }) => ids.hubspot).toSorted(),
    );
    const owners = await readAll(emulator, '/crm/owners/2026-03?limit=10');
    const gone = await readAll(emulator, '/crm/v3/owners?archived=true');
    expect(owners.length + gone.length).toBe(company.employees.length);
    expect(gone.map(({ userId }) => userId)).toEqual(gone.map(() => null));
  });

  it('has the size that was asked for', async () => {
    const { emulator } = await start({ empty: false, size: { accounts: 3, deals: 5, employees: 2 } });
    const count = (type: string) => emulator.truth.ids(type).length;
    expect([count('companies'), count('deals'), emulator.collections.owners.size]).toEqual([3, 5, 2]);
    expect([count('calls'), count('machines')]).toEqual([5, 3]);
  });

  it('is the same for the same seed and `now`', async () => {
    const read = async (seed: string) => {
      const { emulator } = await start({ empty: false, seed, size: { accounts: 4, deals: 4 } });
      const types = ['contacts', 'companies', 'deals', 'calls', 'tickets', 'quotes', 'machines'];
      const { collections, truth } = emulator;
      const links = truth.associations('deals', 'contacts');
      return JSON.stringify([types.map((type) => truth.records(type)), links, collections.forms.all()]);
    };
    expect(await read('one')).toBe(await read('one'));
    expect(await read('one')).not.toBe(await read('two'));
  });

  it('can be searched', async () => {
    const { emulator } = await start({ empty: false });
    const body = {
      limit: 200,
      sorts: ['hs_object_id'],
      filterGroups: [{ filters: [{ propertyName: 'amount', operator: 'GT', value: '0' }] }],
    };
    const { json } = await ask(emulator, '/crm/v3/objects/deals/search', { body });
    expect(json.total).toBe(60);
  });
});

describe('what a run cost', () => {
  it('is counted by endpoint, under whichever path it was asked', async () => {
    const { emulator } = await start();
    await ask(emulator, '/crm/v3/objects/contacts');
    await ask(emulator, '/crm/objects/2026-09/0-2', { authorization: undefined });
    await ask(emulator, '/crm/v3/objects/contacts/search', { body: {} });
    await ask(emulator, '/nowhere');
    expect(emulator.requestCounts()).toEqual({
      'GET /crm/v3/objects/{type}': 2,
      'POST /crm/v3/objects/{type}/search': 1,
    });
    expect(emulator.requests).toHaveLength(4);
    emulator.clearRequests();
    expect([emulator.requestCounts(), emulator.requests.length]).toEqual([{}, 0]);
  });
});

describe('startSandbox', () => {
  it('gives a configuration that works, and counts requests', async () => {
    const sandbox = await startSandbox();
    try {
      const headers = { authorization: `Bearer ${sandbox.config.access_token}` };
      const response = await fetch(`${sandbox.config.api_endpoint}/account-info/v3/details`, { headers });
      expect((await response.json()) as object).toMatchObject({ portalId: 62515 });
      expect(sandbox.requests()).toBe(1);
    } finally {
      await sandbox.close();
    }
  });
});
