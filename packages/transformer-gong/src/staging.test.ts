import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fullCall, gongId, user } from './__fixtures__/records.js';
import { openWarehouse, type Warehouse } from './__fixtures__/warehouse.js';

let warehouse: Warehouse;

beforeEach(async () => {
  warehouse = await openWarehouse();
});

afterEach(() => warehouse.close());

/** Claims as texts: claimant, type, system, object type, value, strength. */
async function claims(kind: string): Promise<readonly unknown[]> {
  const rows = await warehouse.session.query(
    `SELECT concat_ws(' ', claimant_id, claim_type, coalesce(system, '-'), coalesce(object_type, '-'), value, strength) AS claim
    FROM GONG_STAGING.identity_claim WHERE claimant_kind = ?`,
    [kind],
  );
  return rows.map(({ claim }) => claim).sort();
}

function dealContext(stage: string, timing: string, objectId = '601'): object {
  const fields = [
    { name: 'dealname', value: `Deal ${stage}` },
    { name: 'dealstage', value: stage },
  ];
  return { context: [{ system: 'HubSpot', objects: [{ objectType: 'Deal', objectId, fields, timing }] }] };
}

describe('people', () => {
  it('are the users, and no participant', async () => {
    await warehouse.load('calls', { records: [fullCall(10)] });
    await warehouse.load('users', {
      records: [
        user(1, { managerId: gongId(2) }),
        user(2, { firstName: null, lastName: null, active: false }),
      ],
    });
    await warehouse.transform();
    expect(await warehouse.staging('person')).toMatchObject([
      {
        person_id: `user:${gongId(1)}`,
        source: 'gong',
        record_type: 'user',
        full_name: 'Anna Seller 1',
        is_internal: true,
        is_active: true,
        manager_person_id: `user:${gongId(2)}`,
        created_at: '2024-01-01T07:00:00.000Z',
      },
      { person_id: `user:${gongId(2)}`, full_name: null, is_active: false, manager_person_id: null },
    ]);
  });
});

describe('companies and deals', () => {
  it('are those calls are about, as the latest call knows them now', async () => {
    const at = (number: number, started: string, parts: object): object => ({
      ...fullCall(number, { ...parts }),
      metaData: { id: gongId(number), started },
    });
    await warehouse.load('calls', {
      records: [
        at(2, '2026-01-01T09:00:00Z', dealContext('old', 'Now')),
        // Later, though its text and its id sort before.
        at(1, '2025-12-31T23:30:00-11:00', dealContext('new', 'Now')),
        at(3, '2026-02-01T09:00:00Z', dealContext('then', 'TimeOfCall')),
      ],
    });
    await warehouse.transform();
    expect(await warehouse.staging('opportunity')).toMatchObject([
      { opportunity_id: 'opportunity:HubSpot:601', name: 'Deal new', stage: 'new', amount: null },
    ]);
    await warehouse.load('calls', { deleted: [gongId(1)] });
    await warehouse.transform();
    expect(await warehouse.staging('opportunity')).toMatchObject([{ stage: 'old' }]);
    await warehouse.load('calls', { deleted: [gongId(2), gongId(3)] });
    await warehouse.transform();
    expect(await warehouse.staging('opportunity')).toEqual([]);
    expect(await claims('opportunity')).toEqual([]);
  });

  it('have what a CRM says of them, typed; what is no value of its type is NULL', async () => {
    const bad = [
      { name: 'amount', value: 'a lot' },
      { name: 'closedate', value: 'soon' },
      { name: 'hs_is_closed', value: 'yes' },
      { name: 'dealname', value: { no: 'name' } },
    ];
    const objects = [{ objectType: 'Deal', objectId: '9', timing: 'Now', fields: bad }];
    await warehouse.load('calls', {
      records: [fullCall(1), fullCall(2, { context: [{ system: 'HubSpot', objects }] })],
    });
    await warehouse.transform();
    expect(await warehouse.staging('opportunity')).toMatchObject([
      {
        record_id: 'HubSpot:601',
        name: 'Northwind renewal',
        stage: 'contractsent',
        amount: '12000.500000000',
        close_date: '2026-06-30',
        is_closed: false,
        is_won: null,
      },
      { record_id: 'HubSpot:9', name: null, amount: null, close_date: null, is_closed: null },
    ]);
    expect(await warehouse.staging('organization')).toMatchObject([
      { organization_id: 'account:HubSpot:501', name: 'Northwind', domain: 'northwind.example' },
    ]);
  });
});

describe('interactions', () => {
  it('are calls, with who took part and what they are about', async () => {
    await warehouse.load('calls', { records: [fullCall(10)] });
    await warehouse.transform();
    expect(await warehouse.staging('interaction')).toMatchObject([
      {
        interaction_id: `call:${gongId(10)}`,
        kind: 'call',
        direction: null,
        duration_seconds: 1800,
        summary: 'They talked about prices.',
        channel: 'Zoom',
        owner_person_id: `user:${gongId(1)}`,
      },
    ]);
    expect(await warehouse.staging('interaction_participant')).toMatchObject([
      {
        participant_id: `call:${gongId(10)}#1`,
        role: 'host',
        is_internal: true,
        person_id: `user:${gongId(1)}`,
      },
      { participant_id: `call:${gongId(10)}#2`, role: 'attendee', is_internal: false, person_id: null },
      { participant_id: `call:${gongId(10)}#3`, role: 'invitee', is_internal: false },
    ]);
    const about = await warehouse.session.query(
      "SELECT concat_ws(' ', to_kind, to_id, timing) AS link FROM GONG_STAGING.association ORDER BY 1",
    );
    expect(about.map(({ link }) => link)).toEqual([
      'opportunity opportunity:HubSpot:601 now',
      'opportunity opportunity:HubSpot:601 then',
      'organization account:HubSpot:501 now',
    ]);
  });
});

describe('claims', () => {
  it('of participants are their CRM ids, their user, addresses, domain and phone, normalised', async () => {
    await warehouse.load('calls', { records: [fullCall(10)] });
    await warehouse.transform();
    const [anna, ben] = [`call:${gongId(10)}#1`, `call:${gongId(10)}#2`];
    expect(await claims('interaction_participant')).toEqual(
      [
        `${anna} user_id gong - ${gongId(1)} exact`,
        `${anna} crm_id hubspot user 41 exact`,
        `${anna} email - - anna@seller.example strong`,
        `${ben} crm_id hubspot contact 71 exact`,
        `${ben} crm_id hubspot lead 81 exact`,
        `${ben} email - - ben@customer.example strong`,
        `${ben} domain - - customer.example weak`,
        `${ben} phone - - +442079460000 medium`,
      ].sort(),
    );
    const email = (await warehouse.staging('identity_claim')).find(
      ({ value }) => value === 'ben@customer.example',
    );
    expect(email).toMatchObject({
      value_as_sent: ' Ben@Customer.example ',
      evidence: 'parties[].emailAddress',
      is_verified: false,
      origin_type: 'call',
      origin_id: gongId(10),
      claimed_at: '2026-03-02T17:03:20.500Z',
    });
  });

  it('of users are their id and addresses; Gong makes sure of those they sign in with', async () => {
    const emailAliases = [
      'A.Seller@seller.example',
      'a.seller@seller.example ',
      5,
      null,
      { no: 'address' },
      'no address',
    ];
    await warehouse.load('users', {
      records: [
        user(1, { emailAliases, trustedEmailAddress: 'trusted@seller.example', phoneNumber: 'none' }),
      ],
    });
    await warehouse.transform();
    const id = `user:${gongId(1)}`;
    expect(await claims('person')).toEqual(
      [
        `${id} user_id gong - ${gongId(1)} exact`,
        `${id} verified_email - - user1@seller.example strong`,
        `${id} verified_email - - trusted@seller.example strong`,
        `${id} email - - a.seller@seller.example strong`,
      ].sort(),
    );
  });

  it('of companies and deals are their ids in the CRM, and a domain', async () => {
    await warehouse.load('calls', { records: [fullCall(10)] });
    await warehouse.transform();
    expect(await claims('organization')).toEqual([
      'account:HubSpot:501 crm_id hubspot account 501 exact',
      'account:HubSpot:501 domain - - northwind.example medium',
    ]);
    expect(await claims('opportunity')).toEqual([
      'opportunity:HubSpot:601 crm_id hubspot opportunity 601 exact',
    ]);
  });

  it('are made of addresses only where they are addresses', async () => {
    const cases: readonly (readonly [sent: string, email: string | undefined, domain: string | undefined])[] =
      [
        ['ben@customer.example', 'ben@customer.example', 'customer.example'],
        ['BEN@Sub.Customer.Example', 'ben@sub.customer.example', 'sub.customer.example'],
        ['ben@localhost', 'ben@localhost', undefined],
        ['ben', undefined, undefined],
        ['@customer.example', undefined, undefined],
        ['ben@@customer.example', undefined, undefined],
        ['ben buyer@customer.example', undefined, undefined],
      ];
    const parties = cases.map(([emailAddress]) => ({ affiliation: 'External', emailAddress }));
    await warehouse.load('calls', { records: [fullCall(10, { parties })] });
    await warehouse.transform();
    const found = await warehouse.staging('identity_claim');
    for (const [index, [sent, email, domain]] of cases.entries()) {
      const id = `call:${gongId(10)}#${index + 1}`;
      const valueOf = (type: string): unknown =>
        found.find(({ claimant_id, claim_type }) => claimant_id === id && claim_type === type)?.value;
      expect([valueOf('email'), valueOf('domain')], sent).toEqual([email, domain]);
    }
  });

  it('change with the record that makes them, and go with it', async () => {
    await warehouse.load('users', { records: [user(1, { phoneNumber: null }), user(2)] });
    await warehouse.transform();
    await warehouse.load('users', {
      records: [user(1, { phoneNumber: null, emailAddress: 'new@seller.example' })],
      deleted: [gongId(2)],
    });
    expect((await warehouse.transform()).identity_claim).toMatchObject({ changedRows: 5 });
    expect(await claims('person')).toEqual([
      `user:${gongId(1)} user_id gong - ${gongId(1)} exact`,
      `user:${gongId(1)} verified_email - - new@seller.example strong`,
    ]);
  });
});
