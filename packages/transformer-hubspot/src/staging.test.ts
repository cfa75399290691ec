import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { association, company, contact, deal, owner, record, STAGES } from './__fixtures__/records.js';
import { openWarehouse, type Warehouse } from './__fixtures__/warehouse.js';

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await openWarehouse();
});
afterEach(() => warehouse.close());

async function select(columns: string, model: string): Promise<readonly unknown[][]> {
  const rows = await warehouse.session.query(`SELECT ${columns} FROM HUBSPOT_STAGING.${model} ORDER BY ALL`);
  return rows.map((row) => Object.values(row));
}

describe('people', () => {
  it('are contacts and owners; a queue is none', async () => {
    await warehouse.load('contacts', { records: [contact(1, { phone: '', mobilephone: '0171 1' })] });
    await warehouse.load('owners', {
      records: [owner(71), owner(72, { archived: true }), owner(73, { type: 'QUEUE' })],
    });
    await warehouse.transform();
    const columns = 'person_id, full_name, email, phone, is_internal, is_active';
    expect(await select(columns, 'person')).toEqual([
      ['contact:1', 'Ada Number 1', 'Ada1@Northwind.example', '0171 1', null, true],
      ['owner:71', 'Olga Owner 71', 'owner71@seller.example', null, true, true],
      ['owner:72', 'Olga Owner 72', 'owner72@seller.example', null, true, false],
    ]);
  });

  it('are those that are loaded', async () => {
    await warehouse.load('owners', { records: [owner(71)] });
    await warehouse.transform();
    expect(await select('person_id', 'person')).toEqual([['owner:71']]);
  });
});

it('organizations are companies, by their domain or else the website', async () => {
  const records = [company(1), company(2, { domain: '' }), company(3, { domain: 'none', website: '' })];
  await warehouse.load('companies', { records });
  await warehouse.transform();
  expect(await select('organization_id, domain, employee_count, owner_person_id', 'organization')).toEqual([
    ['company:1', 'northwind1.example', 250, 'owner:71'],
    ['company:2', 'northwind2.example', 250, 'owner:71'],
    ['company:3', null, 250, 'owner:71'],
  ]);
});

it('opportunities are deals: decided as their stage says, with the day in UTC', async () => {
  await warehouse.load('pipeline_stages', { records: STAGES });
  await warehouse.load('deals', {
    records: [
      deal(1),
      deal(2, { dealstage: 'closedwon', closedate: '2026-02-10T23:30:00-02:00' }),
      deal(3, { dealstage: 'closedlost', amount: 'a lot', pipeline: 'default' }),
      deal(4, { dealstage: '', pipeline: '', closedate: '' }),
    ],
  });
  await warehouse.transform();
  const columns =
    'opportunity_id, stage, pipeline, is_closed, is_won, CAST(close_date AS VARCHAR), amount IS NULL';
  expect(await select(columns, 'opportunity')).toEqual([
    ['deal:1', 'Stage negotiation', 'default', false, null, '2026-02-10', false],
    ['deal:2', 'Stage closedwon', 'default', true, true, '2026-02-11', false],
    ['deal:3', 'Stage closedlost', 'default', true, false, '2026-02-10', true],
    ['deal:4', null, null, null, null, null, false],
  ]);
});

const AT = { hs_timestamp: '2026-02-01T09:00:00Z', hubspot_owner_id: '71' };

/** One of each kind of interaction. */
async function loadInteractions(): Promise<void> {
  await warehouse.load('calls', {
    records: [
      record(11, {
        ...AT,
        hs_call_title: 'Call',
        hs_call_body: 'Said',
        hs_call_direction: 'INBOUND',
        hs_call_duration: '90500',
        hs_call_status: 'COMPLETED',
      }),
    ],
  });
  await warehouse.load('meetings', {
    records: [
      record(12, {
        ...AT,
        hs_meeting_title: 'Meeting',
        hs_meeting_start_time: '2026-02-01T10:00:00Z',
        hs_meeting_end_time: '2026-02-01T10:30:00Z',
        hs_meeting_outcome: 'COMPLETED',
      }),
    ],
  });
  const mail = { ...AT, hs_email_subject: 'Mail', hs_email_html: '<p>', hs_email_thread_id: 't1' };
  await warehouse.load('emails', {
    records: [
      record(13, { ...mail, hs_email_direction: 'INCOMING_EMAIL', hs_email_text: 'Hi' }),
      record(14, { ...mail, hs_email_direction: 'EMAIL', hs_email_text: '' }),
      record(15, { ...mail, hs_email_direction: 'FORWARDED_EMAIL', hubspot_owner_id: '' }),
    ],
  });
  await warehouse.load('communications', {
    records: [record(16, { ...AT, hs_communication_channel_type: 'SMS', hs_communication_body: 'Hey' })],
  });
  await warehouse.load('notes', {
    records: [record(17, { hs_timestamp: '1769936400000', hs_note_body: 'N' })],
  });
  await warehouse.load('tasks', {
    records: [
      record(18, { ...AT, hs_task_subject: 'Task', hs_task_body: 'Do', hs_task_status: 'COMPLETED' }),
    ],
  });
}

describe('interactions', () => {
  it('are of six kinds', async () => {
    await loadInteractions();
    await warehouse.transform();
    const columns =
      'interaction_id, kind, direction, duration_seconds, title, body, channel, thread_id, outcome';
    expect(await select(columns, 'interaction')).toEqual([
      ['call:11', 'call', 'inbound', 90, 'Call', 'Said', null, null, 'COMPLETED'],
      ['communication:16', 'message', null, null, null, 'Hey', 'SMS', null, null],
      ['email:13', 'email', 'inbound', null, 'Mail', 'Hi', null, 't1', null],
      ['email:14', 'email', 'outbound', null, 'Mail', '<p>', null, 't1', null],
      ['email:15', 'email', null, null, 'Mail', '<p>', null, 't1', null],
      ['meeting:12', 'meeting', null, 1800, 'Meeting', null, null, null, 'COMPLETED'],
      ['note:17', 'note', null, null, null, 'N', null, null, null],
      ['task:18', 'task', null, null, 'Task', 'Do', null, null, 'COMPLETED'],
    ]);
    expect(
      await select("DISTINCT kind = 'meeting', epoch_ms(started_at) - 1769936400000", 'interaction'),
    ).toEqual([
      [false, 0],
      [true, 3_600_000],
    ]);
  });

  it('take part in the owner and the contacts, whichever end tells the association, each once', async () => {
    await loadInteractions();
    await warehouse.load('contacts', { records: [contact(1), contact(2)] });
    await warehouse.load('associations', {
      records: [
        association(['calls', 11], ['contacts', 1], [194]),
        association(['calls', 11], ['contacts', 1], [9, 'Speaker', 'USER_DEFINED']),
        association(['contacts', 1], ['calls', 11], [193]),
        association(['contacts', 2], ['emails', 13], [197]),
        association(['contacts', 2], ['companies', 5], [279]),
        association(['contacts', 2], ['notes', 999], [201]),
      ],
    });
    await warehouse.transform();
    const columns = 'participant_id, person_id, name, role, is_internal';
    expect(await select(columns, 'interaction_participant')).toEqual([
      ['call:11#1', 'contact:1', 'Ada Number 1', null, null],
      ['call:11#2', 'owner:71', null, 'host', true],
      ['communication:16#1', 'owner:71', null, 'author', true],
      ['email:13#1', 'contact:2', 'Ada Number 2', null, null],
      ['email:13#2', 'owner:71', null, 'recipient', true],
      ['email:14#1', 'owner:71', null, 'sender', true],
      ['meeting:12#1', 'owner:71', null, 'host', true],
      ['task:18#1', 'owner:71', null, 'author', true],
    ]);
    await warehouse.load('calls', { deleted: ['11'] });
    await warehouse.load('contacts', { records: [contact(2, { firstname: 'Eva' })] });
    await warehouse.transform();
    const contacts = await warehouse.session.query(
      "SELECT interaction_id, name FROM HUBSPOT_STAGING.interaction_participant WHERE person_id LIKE 'contact%'",
    );
    expect(contacts).toEqual([{ interaction_id: 'email:13', name: 'Eva Number 2' }]);
  });

  it('have their owners without any associations', async () => {
    await loadInteractions();
    await warehouse.transform();
    expect(await select('DISTINCT person_id', 'interaction_participant')).toEqual([['owner:71']]);
  });
});

it('associations are between rows that exist, one for each relation', async () => {
  await warehouse.load('contacts', { records: [contact(1)] });
  await warehouse.load('companies', { records: [company(501)] });
  await warehouse.load('deals', { records: [deal(601)] });
  await warehouse.load('tickets', { records: [record(801, {})] });
  await warehouse.load('associations', {
    records: [
      association(['contacts', 1], ['companies', 501], [1, 'Primary']),
      association(['contacts', 1], ['companies', 501], [279]),
      association(['contacts', 1], ['companies', 501], [1, 'Advisor', 'USER_DEFINED']),
      association(['contacts', 1], ['companies', 999], [279]),
      association(['deals', 601], ['contacts', 1], [3]),
      association(['deals', 601], ['companies', 501], [341]),
      association(['contacts', 1], ['tickets', 801], [15]),
    ],
  });
  await warehouse.transform();
  expect(
    await select('from_kind, from_id, to_kind, to_id, relation, is_primary, timing', 'association'),
  ).toEqual([
    ['opportunity', 'deal:601', 'organization', 'company:501', 'belongs_to', false, 'now'],
    ['opportunity', 'deal:601', 'person', 'contact:1', 'belongs_to', null, 'now'],
    ['person', 'contact:1', 'organization', 'company:501', 'Advisor', false, 'now'],
    ['person', 'contact:1', 'organization', 'company:501', 'belongs_to', true, 'now'],
  ]);
});

describe('claims of identity', () => {
  it('of contacts: ids, merged ones too, all addresses and numbers', async () => {
    await warehouse.load('contacts', { records: [contact(1)] });
    await warehouse.transform();
    const columns = "concat_ws(' ', claim_type, system, object_type, value, strength), evidence, claimant_id";
    const evidence = 'properties.hs_additional_emails';
    expect(await select(columns, 'identity_claim')).toEqual([
      ['crm_id hubspot contact 1 exact', 'id', 'contact:1'],
      ['crm_id hubspot contact 9001 exact', 'properties.hs_merged_object_ids', 'contact:1'],
      ['crm_id hubspot contact 9002 exact', 'properties.hs_merged_object_ids', 'contact:1'],
      ['email ada1@northwind.example strong', 'properties.email', 'contact:1'],
      ['email ada@old.example strong', evidence, 'contact:1'],
      ['email ada@private.example strong', evidence, 'contact:1'],
      ['phone +49301234567 medium', 'properties.phone', 'contact:1'],
    ]);
  });

  it('of companies and deals: ids in the words of the canonical model, and domains', async () => {
    await warehouse.load('companies', {
      records: [company(5, { hs_additional_domains: 'a.example;B.example' })],
    });
    await warehouse.load('deals', { records: [deal(6, { hs_merged_object_ids: '7' })] });
    await warehouse.transform();
    const columns = "claimant_id, concat_ws(' ', claim_type, system, object_type, value, strength)";
    expect(await select(columns, 'identity_claim')).toEqual([
      ['company:5', 'crm_id hubspot account 5 exact'],
      ['company:5', 'domain a.example strong'],
      ['company:5', 'domain b.example strong'],
      ['company:5', 'domain northwind5.example medium'],
      ['company:5', 'domain northwind5.example strong'],
      ['deal:6', 'crm_id hubspot opportunity 6 exact'],
      ['deal:6', 'crm_id hubspot opportunity 7 exact'],
    ]);
  });

  it('of owners: the address they sign in with and each id that others may name them by; not of queues', async () => {
    await warehouse.load('owners', {
      records: [owner(71), owner(72, { userId: null, archived: true }), owner(73, { type: 'QUEUE' })],
    });
    await warehouse.transform();
    const columns =
      "claimant_id, concat_ws(' ', claim_type, system, object_type, value, strength, is_verified), evidence";
    expect(await select(columns, 'identity_claim')).toEqual([
      ['owner:71', 'crm_id hubspot user 1071 medium true', 'userId'],
      ['owner:71', 'crm_id hubspot user 1071 medium true', 'userIdIncludingInactive'],
      ['owner:71', 'crm_id hubspot user 71 medium true', 'id'],
      ['owner:71', 'user_id hubspot 1071 exact true', 'userId'],
      ['owner:71', 'user_id hubspot 1071 exact true', 'userIdIncludingInactive'],
      ['owner:71', 'verified_email owner71@seller.example strong true', 'email'],
      ['owner:72', 'crm_id hubspot user 1072 medium true', 'userIdIncludingInactive'],
      ['owner:72', 'crm_id hubspot user 72 medium true', 'id'],
      ['owner:72', 'user_id hubspot 1072 exact true', 'userIdIncludingInactive'],
      ['owner:72', 'verified_email owner72@seller.example strong true', 'email'],
    ]);
  });

  it('go when the record does', async () => {
    await warehouse.load('contacts', { records: [contact(1)] });
    await warehouse.transform();
    await warehouse.load('contacts', { deleted: ['1'] });
    await warehouse.transform();
    expect(await warehouse.staging('identity_claim')).toEqual([]);
  });
});
