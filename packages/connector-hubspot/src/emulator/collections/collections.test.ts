import { describe, expect, it } from 'vitest';
import { ask, DAY, HOUR, NOON, readAll, start } from '../__fixtures__/ask.js';
import type { HubspotEmulator } from '../index.js';

const NOON_TEXT = '2026-01-14T12:00:00.000Z';

describe('properties', () => {
  it('come in one answer; archived and sensitive ones in passes of their own', async () => {
    const { emulator } = await start();
    const { properties } = emulator;
    properties.define('contacts', { name: 'size', type: 'enumeration', hubspotDefined: false });
    properties.define('contacts', { name: 'health', dataSensitivity: 'highly_sensitive' });
    properties.define('contacts', { name: 'old' });
    properties.archive('contacts', 'old');
    const names = async (query = '') =>
      (await ask(emulator, `/crm/properties/2026-09/contacts${query}`)).json.results.map(
        ({ name }: any) => name,
      );
    expect(await names()).toEqual(
      expect.arrayContaining(['hs_object_id', 'email', 'lastmodifieddate', 'size']),
    );
    expect(await names()).not.toContain('old');
    expect(await names('?archived=true')).toEqual(['old']);
    expect(await names('?dataSensitivity=highly_sensitive')).toEqual(['health']);
    expect(await names('?dataSensitivity=sensitive')).toEqual([]);
    expect((await ask(emulator, '/crm/v3/properties/contacts?dataSensitivity=x')).status).toBe(400);
    expect((await ask(emulator, '/crm/v3/properties/deals/amount')).json).toMatchObject({
      name: 'amount',
      type: 'number',
      fieldType: 'number',
      calculated: false,
    });
    expect((await ask(emulator, '/crm/v3/properties/contacts/old')).status).toBe(404);
    expect((await ask(emulator, '/crm/v3/properties/contacts/num_associated_deals')).json.calculated).toBe(
      true,
    );
    expect(() => {
      properties.archive('contacts', 'never');
    }).toThrow('contacts have no property never');
  });

  it('that are archived take their values with them', async () => {
    const { emulator } = await start();
    emulator.properties.define('contacts', { name: 'old' });
    emulator.records.create('contacts', { id: '1', properties: { old: 'x' } });
    const read = async () =>
      (await ask(emulator, '/crm/v3/objects/contacts/1?properties=old')).json.properties;
    expect((await read()).old).toBe('x');
    emulator.properties.archive('contacts', 'old');
    expect(await read()).not.toHaveProperty('old');
  });
});

describe('custom objects', () => {
  it('have schemas, and are read by any of their names', async () => {
    const { emulator } = await start();
    const properties = [{ name: 'serial_number' }];
    const typeId = emulator.customObjects.define({
      name: 'machines',
      properties,
      associatedTypes: ['companies'],
    });
    const id = emulator.records.create('machines', { properties: { serial_number: 'HS-1' } });
    const [schema] = await readAll(emulator, '/crm-object-schemas/2026-09/schemas');
    expect(schema).toMatchObject({
      objectTypeId: typeId,
      name: 'machines',
      fullyQualifiedName: 'p62515_machines',
      labels: { singular: 'Machine', plural: 'Machines' },
      primaryDisplayProperty: 'serial_number',
      associations: [{ fromObjectTypeId: typeId, toObjectTypeId: '0-2', name: 'machines_to_companies' }],
      createdByUserId: 9000001,
      archived: false,
    });
    expect(schema.properties.map(({ name }: any) => name)).toContain('serial_number');
    for (const name of ['machines', typeId, 'p62515_machines', 'p_machines']) {
      const [record] = await readAll(emulator, `/crm/v3/objects/${name}?properties=serial_number`);
      expect(record).toMatchObject({
        id,
        properties: { serial_number: 'HS-1', hs_lastmodifieddate: NOON_TEXT },
      });
      expect((await ask(emulator, `/crm-object-schemas/v3/schemas/${name}`)).json.objectTypeId).toBe(typeId);
    }
    emulator.records.create('companies', { id: '7' });
    emulator.records.associate('machines', id, 'companies', '7');
    const [company] = await readAll(emulator, `/crm/v3/objects/companies?associations=${typeId}`);
    expect(company.associations).toEqual({
      p62515_machines: { results: [{ id, type: 'company_to_machines_unlabeled' }] },
    });
  });

  it('leave out what nobody asks for, and end in the archive', async () => {
    const { emulator } = await start();
    const typeId = emulator.customObjects.define({ name: 'machines' });
    const query = ['PropertyDefinitions', 'AssociationDefinitions', 'AuditMetadata'].map(
      (part) => `include${part}=false`,
    );
    const [schema] = await readAll(emulator, `/crm/v3/schemas?${query.join('&')}`);
    for (const member of ['properties', 'associations', 'createdByUserId']) {
      expect(schema).not.toHaveProperty(member);
    }
    emulator.customObjects.archive(typeId);
    expect(await readAll(emulator, '/crm/v3/schemas')).toEqual([]);
    expect(await readAll(emulator, '/crm/v3/schemas?archived=true')).toMatchObject([{ archived: true }]);
    expect((await ask(emulator, '/crm/v3/schemas/contacts')).status).toBe(404);
    expect(() => {
      emulator.customObjects.archive('2-9');
    }).toThrow('There is no custom object 2-9');
  });
});

describe('owners', () => {
  it('come in pages; those who left in a pass of their own', async () => {
    const { emulator } = await start();
    const { owners } = emulator.collections;
    for (let id = 1; id <= 5; id += 1)
      owners.put({ id: String(id), email: `${id}@h.example`, archived: false });
    owners.archive('2');
    owners.update('3', { userId: 7 });
    const ids = async (query: string) =>
      (await readAll(emulator, `/crm/v3/owners${query}`)).map(({ id }) => id);
    expect(await ids('?limit=2')).toEqual(['1', '3', '4', '5']);
    expect(await ids('?archived=true')).toEqual(['2']);
    expect(await ids('?email=4@h.example')).toEqual(['4']);
    expect((await ask(emulator, '/crm/v3/owners?after=3')).status).toBe(400);
    expect((await ask(emulator, '/crm/v3/owners/3')).json).toEqual({
      id: '3',
      email: '3@h.example',
      archived: false,
      userId: 7,
    });
    expect((await ask(emulator, '/crm/v3/owners/2')).status).toBe(404);
    expect((await ask(emulator, '/crm/owners/2026-03/2?archived=true')).json.userId).toBeNull();
  });
});

describe('pipelines', () => {
  it('come with their stages in one answer, made at the epoch', async () => {
    const { emulator } = await start({ empty: false });
    const [pipeline] = await readAll(emulator, '/crm/pipelines/2026-09/deals');
    expect(pipeline).toMatchObject({ id: 'default', createdAt: '1970-01-01T00:00:00.000Z' });
    expect(pipeline.stages[5]).toMatchObject({
      id: 'closedwon',
      metadata: { isClosed: 'true', probability: '1.0' },
    });
    expect(await readAll(emulator, '/crm/v3/pipelines/0-5')).toHaveLength(1);
    expect(await readAll(emulator, '/crm/v3/pipelines/contacts')).toEqual([]);
  });
});

async function startWithLists() {
  const started = await start();
  const { lists, memberships } = started.emulator.collections;
  for (let id = 1; id <= 25; id += 1) {
    const processingType = id % 5 === 0 ? 'DYNAMIC' : 'MANUAL';
    lists.put({
      listId: String(id),
      name: `List ${id}`,
      processingType,
      objectTypeId: '0-1',
      hs_lastmodifieddate: String(NOON),
    });
  }
  for (let record = 1; record <= 5; record += 1) memberships.add('1', String(record), NOON - record * HOUR);
  return started;
}

function searchLists(emulator: HubspotEmulator, body: object, path = '/crm/v3/lists/search') {
  return ask(emulator, path, { body });
}

describe('lists', () => {
  it('are searched in pages by offset', async () => {
    const { emulator } = await startWithLists();
    const first = (await searchLists(emulator, {})).json;
    expect(first).toMatchObject({ offset: 20, hasMore: true, total: 25 });
    const second = (await searchLists(emulator, { offset: 20, count: 20 }, '/crm/lists/2026-09/search')).json;
    expect(second).toMatchObject({ offset: 25, hasMore: false });
    expect(second.lists).toHaveLength(5);
    expect((await searchLists(emulator, { processingTypes: ['DYNAMIC'] })).json.total).toBe(5);
    expect((await searchLists(emulator, { query: 'list 2' })).json.total).toBe(7);
    expect((await searchLists(emulator, { listIds: ['3'], objectTypeId: '0-1' })).json.total).toBe(1);
    expect((await searchLists(emulator, { objectTypeId: '0-2' })).json.total).toBe(0);
    expect((await searchLists(emulator, { count: 501 })).status).toBe(400);
    expect((await searchLists(emulator, { offset: -1 })).status).toBe(400);
  });

  it('tell size and last change only when asked, as texts', async () => {
    const { emulator } = await startWithLists();
    const read = async (additionalProperties: string[]) =>
      (await searchLists(emulator, { listIds: ['1'], additionalProperties })).json.lists[0];
    expect(await read([])).not.toHaveProperty('hs_lastmodifieddate');
    const names = ['hs_list_size', 'hs_lastmodifieddate', 'nonsense'];
    expect((await read(names)).additionalProperties).toEqual({
      hs_list_size: '5',
      hs_lastmodifieddate: String(NOON),
    });
  });

  it('are read by id, singly or together', async () => {
    const { emulator } = await startWithLists();
    expect((await ask(emulator, '/crm/v3/lists')).json.lists).toEqual([]);
    expect((await ask(emulator, '/crm/v3/lists?listIds=1&listIds=2')).json.lists).toHaveLength(2);
    expect((await ask(emulator, '/crm/v3/lists/1')).json.list.name).toBe('List 1');
    expect((await ask(emulator, '/crm/v3/lists/99')).status).toBe(404);
  });
});

describe('members of a list', () => {
  const PATH = '/crm/v3/lists/1/memberships';
  const idsOf = (members: any[]) => members.map(({ recordId }) => recordId);

  it('come by id, or in the order they joined', async () => {
    const { emulator } = await startWithLists();
    const members = await readAll(emulator, `${PATH}?limit=2`);
    expect(idsOf(members)).toEqual(['1', '2', '3', '4', '5']);
    expect(members[0].membershipTimestamp).toBe('2026-01-14T11:00:00.000Z');
    expect(idsOf(await readAll(emulator, `${PATH}/join-order?limit=2`))).toEqual(['5', '4', '3', '2', '1']);
    const { json } = await ask(emulator, '/crm/lists/2026-09/1/memberships');
    expect(json.total).toBe(5);
    emulator.collections.memberships.remove('1', '3');
    expect(idsOf(await readAll(emulator, PATH))).toEqual(['1', '2', '4', '5']);
    expect((await ask(emulator, '/crm/v3/lists/99/memberships')).status).toBe(404);
    expect((await ask(emulator, `${PATH}?after=x`)).status).toBe(400);
    expect((await ask(emulator, `${PATH}?limit=251`)).status).toBe(400);
  });

  it('are walked backward by `before` alone', async () => {
    const { emulator } = await startWithLists();
    const { after } = (await ask(emulator, `${PATH}?limit=4`)).json.paging.next;
    const page = async (query: string) => (await ask(emulator, `${PATH}?${query}`)).json;
    const back = await page(`limit=2&before=${after}`);
    expect(idsOf(back.results)).toEqual(['3', '2']);
    expect(idsOf((await page(`before=${back.paging.prev.before}`)).results)).toEqual(['1']);
    expect(idsOf((await page(`before=${back.paging.prev.before}&after=${after}`)).results)).toEqual(['5']);
  });
});

describe('forms', () => {
  it('of other types than HubSpot’s own come only when named', async () => {
    const { emulator } = await start({ empty: false });
    const types = async (query: string) =>
      (await readAll(emulator, `/marketing/v3/forms${query}`)).map(({ formType }) => formType);
    expect(await types('')).toEqual(['hubspot']);
    const all = '?formTypes=hubspot,captured&formTypes=flow&formTypes=blog_comment&limit=1';
    expect(await types(all)).toEqual(['hubspot', 'captured', 'flow', 'blog_comment']);
    expect(await types('?archived=true')).toEqual([]);
    expect((await ask(emulator, '/marketing/v3/forms?formTypes=all')).status).toBe(400);
    expect((await ask(emulator, '/marketing/forms/2026-09-beta')).status).toBe(200);
  });

  it('hand out what was sent in, the newest first, fifty at most', async () => {
    const { emulator } = await start();
    const { collections } = emulator;
    collections.forms.put({ id: 'f1', formType: 'hubspot' });
    collections.forms.put({ id: 'f2', formType: 'blog_comment' });
    for (let number = 1; number <= 60; number += 1) {
      collections.submissions('f1').put({ conversionId: `c${number}`, submittedAt: NOON + number });
    }
    const path = '/form-integrations/v1/submissions/forms/f1';
    const all = await readAll(emulator, `${path}?limit=50`);
    expect(all.map(({ submittedAt }) => submittedAt - NOON)).toEqual(
      Array.from({ length: 60 }, (_, index) => 60 - index),
    );
    expect((await ask(emulator, `${path}?limit=51`)).status).toBe(400);
    expect(await ask(emulator, '/form-integrations/v1/submissions/forms/f2')).toMatchObject({
      status: 400,
      json: { errors: [{ errorType: 'FORM_TYPE_NOT_ALLOWED' }] },
    });
    expect((await ask(emulator, '/form-integrations/v1/submissions/forms/f3')).status).toBe(404);
  });
});

describe('marketing e-mails', () => {
  async function startWithEmails() {
    const started = await start();
    const { marketingEmails } = started.emulator.collections;
    for (let id = 1; id <= 4; id += 1) {
      const createdAt = new Date(NOON - id * DAY).toISOString();
      const stats = { counters: { sent: id } };
      marketingEmails.put({ id: String(id), createdAt, updatedAt: createdAt, ...(id > 2 && { stats }) });
    }
    marketingEmails.archive('4');
    const ids = async (query: string) =>
      (await readAll(started.emulator, `/marketing/emails/2026-09${query}`)).map(({ id }) => id);
    return { ...started, ids };
  }

  it('are left out without a word when statistics are asked for and there are none', async () => {
    const { emulator, ids } = await startWithEmails();
    expect(await ids('?sort=-createdAt')).toEqual(['1', '2', '3']);
    expect(await ids('?includeStats=true')).toEqual(['3']);
    expect(await ids('?archived=true')).toEqual(['4']);
    expect(await ids('?archived=true&includeStats=true')).toEqual(['4']);
    const one = async (query: string) => (await ask(emulator, `/marketing/v3/emails/3${query}`)).json;
    expect(await one('')).not.toHaveProperty('stats');
    expect((await one('?includeStats=true')).stats).toEqual({ counters: { sent: 3 } });
    expect((await ask(emulator, '/marketing/v3/emails/9')).status).toBe(404);
  });

  it('are filtered by their times, and change', async () => {
    const { emulator, clock, ids } = await startWithEmails();
    expect(await ids(`?createdAfter=${NOON - 2.5 * DAY}&limit=1`)).toEqual(['2', '1']);
    expect(await ids(`?updatedBefore=2026-01-12T00:00:00Z`)).toEqual(['3']);
    expect((await ask(emulator, '/marketing/v3/emails?createdAfter=soon')).status).toBe(400);
    clock.advance(HOUR);
    emulator.collections.marketingEmails.update('3', { subject: 'New' });
    expect(await ids(`?updatedAfter=${NOON}`)).toEqual(['3']);
    emulator.collections.marketingEmails.remove('1');
    expect(emulator.collections.marketingEmails.size).toBe(3);
  });
});

describe('campaigns', () => {
  it('come with the properties that were named; their numbers are requests of their own', async () => {
    const { emulator } = await start({ empty: false });
    const campaigns = await readAll(emulator, '/marketing/v3/campaigns?properties=hs_name,nonsense&limit=2');
    expect(campaigns.map(({ properties }) => properties.hs_name).toSorted()).toEqual([
      'Relaunch',
      'Spring',
      'Summer',
    ]);
    const [{ properties }] = await readAll(emulator, '/marketing/campaigns/2026-09');
    expect(properties).toEqual({});
    const path = `/marketing/v3/campaigns/${campaigns[0].id}`;
    expect((await ask(emulator, `${path}?properties=hs_name`)).json).toEqual(campaigns[0]);
    expect((await ask(emulator, `${path}/reports/metrics`)).json.sessions).toEqual(expect.any(Number));
    expect((await ask(emulator, `${path}/budget/totals`)).json.currencyCode).toBe('USD');
    expect((await ask(emulator, '/marketing/v3/campaigns/x/reports/revenue')).status).toBe(404);
    const body = { inputs: campaigns.map(({ id }) => ({ id })) };
    const batch = await ask(emulator, '/marketing/v3/campaigns/batch/read?properties=hs_name', { body });
    expect(batch.json.results).toEqual(campaigns);
    const tooMany = { inputs: Array.from({ length: 51 }, () => ({ id: 'x' })) };
    expect((await ask(emulator, '/marketing/v3/campaigns/batch/read', { body: tooMany })).status).toBe(400);
  });
});

describe('the account', () => {
  it('says whose it is', async () => {
    const { emulator } = await start({ account: { portalId: 7, timeZone: 'Europe/Berlin' } });
    for (const path of ['/account-info/v3/details', '/account-info/2026-09/details']) {
      expect((await ask(emulator, path)).json).toMatchObject({
        portalId: 7,
        timeZone: 'Europe/Berlin',
        companyCurrency: 'USD',
      });
    }
  });
});

it('says what a collection lacks', async () => {
  const { owners } = (await start()).emulator.collections;
  expect(() => {
    owners.put({ email: 'x' });
  }).toThrow('A record needs `id`');
  expect(() => {
    owners.archive('9');
  }).toThrow('There is no record 9');
});
