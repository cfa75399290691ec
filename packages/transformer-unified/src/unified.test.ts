import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  association,
  interaction,
  opportunity,
  organization,
  person,
  together,
} from './__fixtures__/records.js';
import { Warehouse } from './__fixtures__/warehouse.js';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await Warehouse.open();
  await warehouse.publish(
    'crm',
    together(
      person('contact:1', 'crm:contact:1', 'email:ann@acme.example'),
      organization('company:7', 'crm:account:7', 'domain:acme.example'),
      opportunity('deal:9', { amount: 500, currency: 'EUR' }, 'crm:opportunity:9'),
      association(['opportunity', 'deal:9'], ['organization', 'company:7'], { is_primary: true }),
      association(['person', 'contact:1'], ['organization', 'company:7']),
    ),
  );
  await warehouse.publish(
    'calls',
    together(
      organization('account:7', 'crm:account:7', 'website:acme.example'),
      opportunity('opportunity:9', {}, 'crm:opportunity:9'),
      interaction(
        'call:1',
        { started_at: '2026-01-02T03:04:05Z', title: 'Hello' },
        { name: 'Ann', said: ['email:ann@acme.example'] },
        { name: 'Bob', said: ['email:bob@acme.example'] },
      ),
      association(['interaction', 'call:1'], ['opportunity', 'opportunity:9'], { relation: 'about' }),
    ),
  );
  await warehouse.transform();
});
afterAll(() => warehouse.close());

it('builds contacts, companies, deals and interactions over all sources', async () => {
  const [company] = await warehouse.read('companies');
  const contacts = await warehouse.read('contacts');
  const found = contacts.map((contact) => [contact.email, contact.company_id, contact.company_evidence]);
  expect(found.sort()).toEqual([
    ['ann@acme.example', company?.company_id, 'association'],
    ['bob@acme.example', company?.company_id, 'domain'],
  ]);
  expect(await warehouse.read('companies')).toHaveLength(1);
  expect(await warehouse.read('deals')).toMatchObject([
    { company_id: company?.company_id, currency: 'EUR', source_count: 2 },
  ]);
  expect(await warehouse.read('interactions')).toMatchObject([
    { interaction_id: 'calls/interaction/call:1' },
  ]);
  const again = await warehouse.transform();
  for (const [name, { changedRows }] of Object.entries(again)) expect(changedRows, name).toBe(0);
});
