import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { association, interaction, organization, person, together } from './__fixtures__/records.js';
import { groupOf, readIds } from './__fixtures__/resolved.js';
import { textOf, Warehouse } from './__fixtures__/warehouse.js';

/** Each trap has people, addresses and companies of its own, so that one build holds them all. */
let warehouse: Warehouse;
const of = (record: string): Promise<string[]> => groupOf(warehouse, record);
const companyOf = (record: string): Promise<string[]> => groupOf(warehouse, record, 'company');

async function conflictOn(part: string) {
  const conflicts = await warehouse.read('identity_conflicts');
  return conflicts.filter(({ node }) => textOf(node).includes(part));
}

const CRM = together(
  person('contact:1', 'crm:contact:1', 'email:shared@a.example', 'email:one@a.example'),
  person('contact:2', 'crm:contact:2', 'email:shared@a.example', 'email:two@a.example'),
  person('contact:11', 'crm:contact:11'),
  person('contact:12', 'crm:contact:12', 'email:seat@b.example'),
  person('contact:21', 'crm:contact:21', 'crm:contact:22', 'email:kept@c.example'),
  person('contact:31', 'crm:contact:31', 'email:a1@d.example', 'email:a2@d.example', 'email:a3@d.example'),
  person('contact:41', 'crm:contact:41', 'email:jörg@müller.example'),
  person('contact:51', 'crm:contact:51', 'email:eve@e.example'),
  person('contact:52', 'crm:contact:52', 'email:eve+news@e.example'),
  person('contact:61', 'crm:contact:61', 'email:info@f.example'),
  person('contact:71', 'crm:contact:71', 'phone:+15550171'),
  person('contact:81', 'crm:contact:81', 'email:left@h.example'),
  person('contact:82', 'crm:contact:82', 'email:right@h.example'),
  person('contact:91', 'crm:contact:91', 'email:left@i.example'),
  person('contact:92', 'crm:contact:92', 'email:right@i.example'),
  person('contact:101', 'email:gina@gmail.com'),
  organization('company:1', 'crm:account:1', 'domain:twice.example'),
  organization('company:2', 'crm:account:2', 'domain:twice.example'),
  organization('company:3', 'crm:account:3', 'domain:parent.example'),
  organization('company:4', 'crm:account:4', 'domain:child.parent.example'),
  organization('company:5', 'crm:account:5', 'domain:gmail.com'),
  organization('company:6', 'crm:account:6', 'domain:named.example'),
  association(['person', 'contact:101'], ['organization', 'company:6'], { is_primary: true }),
);

const CALLS = together(
  interaction(
    'call:1',
    { started_at: '2020-01-01T00:00:00Z' },
    { said: ['email:shared@a.example'] },
    { said: ['email:seat@b.example', 'crm:contact:11'] },
    { said: ['email:kept@c.example', 'crm:contact:22'] },
    { said: ['email:a1@d.example'] },
    { said: ['email:a3@d.example'] },
    { said: ['email:jörg@müller.example'] },
    { said: ['email:eve+news@e.example'] },
    { said: ['email:info@f.example'] },
    { said: ['phone:+15550171'] },
    { said: ['email:left@h.example', 'email:right@h.example'] },
    { said: ['email:left@i.example', 'email:middle@i.example'] },
    { said: ['email:middle@i.example', 'email:right@i.example'] },
    { said: ['crm:contact:1', 'crm:contact:2'] },
    { said: ['email:who@twice.example'] },
    { said: ['email:who@child.parent.example'] },
    { said: ['email:who@parent.example'] },
    { said: ['email:who@grandchild.parent.example'] },
    { said: ['email:who@gmail.com'] },
    { said: ['email:seat@b.example'] },
  ),
);

beforeAll(async () => {
  warehouse = await Warehouse.open();
  await warehouse.publish('crm', CRM);
  await warehouse.publish('calls', CALLS);
  await warehouse.publish(
    'chat',
    together(
      person('user:U1', 'user:chat:U1', 'verified:mine@g.example'),
      person('user:U2', 'user:chat:U2', 'email:mine@g.example', 'verified:yours@g.example'),
    ),
  );
  await warehouse.publish('mail', interaction('email:1', {}, { said: ['email:mine@g.example'] }));
  await warehouse.transform();
});
afterAll(() => warehouse.close());

describe('an address of two', () => {
  it('joins neither, nor who else writes with it, and is told', async () => {
    expect(await of('crm/contact:1')).toEqual(['crm/contact:1']);
    expect(await of('crm/contact:2')).toEqual(['crm/contact:2']);
    expect(await of('calls/call:1#1')).toEqual([]);
    expect(await conflictOn('shared@a.example')).toMatchObject([
      { conflict: 'value', entity_id: null, entity_count: 2, claimant_count: 3 },
    ]);
  });

  it('that changed hands is nobody’s: the call of then is with whom it names, the present owner keeps the rest', async () => {
    expect(await of('calls/call:1#2')).toEqual(['calls/call:1#2', 'crm/contact:11']);
    expect(await of('crm/contact:12')).toEqual(['crm/contact:12']);
    expect(await of('calls/call:1#19')).toEqual([]);
    expect(await conflictOn('seat@b.example')).toHaveLength(1);
  });

  it('is of whom a source made sure of it for, and not of who wrote it down', async () => {
    expect(await of('mail/email:1#1')).toEqual(['chat/user:U1', 'mail/email:1#1']);
    expect(await of('chat/user:U2')).toEqual(['chat/user:U2']);
    const [conflict] = await conflictOn('mine@g.example');
    expect(conflict?.entity_id).toBe((await readIds(warehouse))['chat/user:U1']);
  });
});

describe('who has addresses of two', () => {
  it('is neither', async () => {
    expect(await of('calls/call:1#10')).toEqual([]);
    expect(await of('crm/contact:81')).toEqual(['crm/contact:81']);
    expect(await conflictOn('call:1#10')).toMatchObject([{ conflict: 'bridge', entity_count: 2 }]);
  });

  it('over a chain of others is neither', async () => {
    expect(await of('crm/contact:91')).toEqual(['crm/contact:91']);
    expect(await of('crm/contact:92')).toEqual(['crm/contact:92']);
    const told = await conflictOn('@i.example');
    expect(told.map(({ conflict }) => conflict)).toEqual(['chain', 'chain', 'chain']);
  });

  it('or ids of two, likewise', async () => {
    expect(await of('calls/call:1#13')).toEqual([]);
    expect(await conflictOn('call:1#13')).toMatchObject([{ conflict: 'bridge' }]);
  });
});

describe('what is one', () => {
  it('is found through ids that were merged', async () => {
    expect(await of('crm/contact:21')).toEqual(['calls/call:1#3', 'crm/contact:21']);
  });

  it('is found by any of three addresses, and by letters of any alphabet', async () => {
    expect(await of('crm/contact:31')).toEqual(['calls/call:1#4', 'calls/call:1#5', 'crm/contact:31']);
    expect(await of('crm/contact:41')).toEqual(['calls/call:1#6', 'crm/contact:41']);
  });

  it('is not what a plus, a role’s mailbox or a telephone say', async () => {
    expect(await of('calls/call:1#7')).toEqual(['calls/call:1#7', 'crm/contact:52']);
    expect(await of('crm/contact:61')).toEqual(['crm/contact:61']);
    expect(await of('crm/contact:71')).toEqual(['crm/contact:71']);
    const told = await warehouse.read('contact_identities');
    const verdict = (value: string) => told.filter((row) => row.value === value).map((row) => row.verdict);
    expect(verdict('+15550171')).toEqual(['supports', 'supports']);
    expect(verdict('info@f.example')).toEqual(['supports', 'supports']);
    expect(verdict('shared@a.example')).toEqual(['refused', 'refused', 'refused']);
  });
});

describe('companies', () => {
  it('of one domain stay two, and nobody is of them by it', async () => {
    expect(await companyOf('crm/company:1')).toEqual(['crm/company:1']);
    expect(await companyOf('crm/company:2')).toEqual(['crm/company:2']);
    expect(await conflictOn('twice.example')).toMatchObject([{ entity_kind: 'company', conflict: 'value' }]);
  });

  it('are those whose domain an address has, to the letter', async () => {
    const [ids, contactIds] = [await readIds(warehouse, 'company'), await readIds(warehouse)];
    const contacts = await warehouse.read('contacts');
    const companyOfParticipant = (number: number) => {
      const id = contactIds[`calls/call:1#${number}`];
      return contacts.find((contact) => contact.contact_id === id)?.company_id;
    };
    expect(companyOfParticipant(14)).toBeNull();
    expect(companyOfParticipant(15)).toBe(ids['crm/company:4']);
    expect(companyOfParticipant(16)).toBe(ids['crm/company:3']);
    expect(companyOfParticipant(17)).toBeNull();
    expect(companyOfParticipant(18)).toBeNull();
    const named = contacts.find(({ contact_id: id }) => id === contactIds['crm/contact:101']);
    expect(named).toMatchObject({ company_id: ids['crm/company:6'], company_evidence: 'association' });
  });
});
