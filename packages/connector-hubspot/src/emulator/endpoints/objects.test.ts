import { describe, expect, it } from 'vitest';
import { ask, DAY, HOUR, idsOf, NOON, readAll, start } from '../__fixtures__/ask.js';
import type { HubspotEmulator } from '../index.js';

const CONTACTS = '/crm/v3/objects/contacts';

async function startWith(ids: readonly string[]) {
  const started = await start();
  for (const id of ids) {
    started.emulator.records.create('contacts', { id, properties: { email: `${id}@a.example`, phone: '' } });
  }
  return started;
}

function batchRead(emulator: HubspotEmulator, ids: readonly string[], more: object = {}) {
  const body = { inputs: ids.map((id) => ({ id })), properties: ['email'], ...more };
  return ask(emulator, `${CONTACTS}/batch/read`, { body });
}

describe('the list of records', () => {
  it('is in ascending order of ids as numbers, whatever order they were made in', async () => {
    const { emulator } = await startWith(['100', '9', '20']);
    expect(idsOf(await ask(emulator, CONTACTS))).toEqual(['9', '20', '100']);
  });

  it('names as cursor the id the next page starts with, and can be entered anywhere', async () => {
    const { emulator } = await startWith(['1', '2', '3', '5']);
    const { json } = await ask(emulator, `${CONTACTS}?limit=2`);
    expect(json.paging.next).toEqual({
      after: '3',
      link: 'https://api.hubapi.com/crm/v3/objects/contacts?limit=2&after=3',
    });
    expect(idsOf(await ask(emulator, `${CONTACTS}?after=3`))).toEqual(['3', '5']);
    expect(idsOf(await ask(emulator, `${CONTACTS}?after=4`))).toEqual(['5']);
    expect((await ask(emulator, `${CONTACTS}?after=6`)).json).toEqual({ results: [] });
    expect((await ask(emulator, `${CONTACTS}?after=MTA=`)).status).toBe(400);
  });

  it('has ten records on a page, at most a hundred, and fifty with history', async () => {
    const ids = Array.from({ length: 120 }, (_, index) => String(index + 1));
    const { emulator } = await startWith(ids);
    const sizeOf = async (query: string) => (await ask(emulator, CONTACTS + query)).json.results?.length;
    expect(await sizeOf('')).toBe(10);
    expect(await sizeOf('?limit=100')).toBe(100);
    expect(await sizeOf('?limit=50&propertiesWithHistory=email')).toBe(50);
    expect((await ask(emulator, `${CONTACTS}?limit=51&propertiesWithHistory=email`)).status).toBe(400);
    for (const limit of ['101', '0', 'x']) {
      expect((await ask(emulator, `${CONTACTS}?limit=${limit}`)).status).toBe(400);
    }
  });

  it('goes by every name of a type, under both path schemes', async () => {
    const { emulator } = await startWith(['1']);
    const paths = ['v3/objects/contacts', 'v3/objects/contact', 'v3/objects/0-1', 'objects/2026-09/contacts'];
    for (const path of [...paths, 'objects/2027-03/0-1']) {
      expect(idsOf(await ask(emulator, `/crm/${path}`))).toEqual(['1']);
    }
    expect((await ask(emulator, '/crm/objects/2026-04/contacts')).status).toBe(404);
    expect(await ask(emulator, '/crm/v3/objects/unicorns')).toMatchObject({
      status: 400,
      json: { status: 'error', category: 'VALIDATION_ERROR', message: expect.stringContaining('unicorns') },
    });
  });
});

describe('a record', () => {
  it('carries its id, times and what was asked for; everything is a text', async () => {
    const { emulator } = await startWith(['1']);
    const { json } = await ask(emulator, `${CONTACTS}/1?properties=email,phone&properties=city,nonsense`);
    const at = '2026-01-14T12:00:00.000Z';
    expect(json).toMatchObject({
      id: '1',
      properties: {
        hs_object_id: '1',
        createdate: at,
        lastmodifieddate: at,
        email: '1@a.example',
        phone: '',
        city: null,
      },
      createdAt: at,
      updatedAt: at,
      archived: false,
    });
    expect(json.properties).not.toHaveProperty('nonsense');
  });

  it('names its last change differently unless it is a contact, and leaves out what is empty', async () => {
    const { emulator } = await start();
    emulator.records.create('deals', { id: '1', properties: { dealname: 'x' } });
    const { json } = await ask(emulator, '/crm/v3/objects/deals/1?properties=amount,dealname');
    expect(Object.keys(json.properties)).toEqual([
      'hs_object_id',
      'createdate',
      'hs_lastmodifieddate',
      'dealname',
    ]);
  });

  it('can hold members nobody announced', async () => {
    const { emulator } = await start();
    emulator.records.create('deals', { id: '1', extraMembers: { warnings: [{ code: 7 }] } });
    expect((await ask(emulator, '/crm/v3/objects/deals/1')).json.warnings).toEqual([{ code: 7 }]);
    for (let id = 2; id < 80; id += 1) emulator.records.create('deals', { id: String(id) });
    const members = (await readAll(emulator, '/crm/v3/objects/deals')).flatMap((record) =>
      Object.keys(record),
    );
    expect(new Set(members)).toEqual(
      new Set([
        ...['id', 'properties', 'createdAt', 'updatedAt', 'archived'],
        ...['warnings', 'objectWriteTraceId', 'url'],
      ]),
    );
  });

  it('is an error when it is not there', async () => {
    const { emulator } = await startWith(['1']);
    expect(await ask(emulator, `${CONTACTS}/2`)).toMatchObject({
      status: 404,
      json: { category: 'OBJECT_NOT_FOUND', correlationId: expect.any(String) },
    });
  });

  it('remembers every value of a property, the newest first', async () => {
    const { emulator, clock } = await startWith(['1']);
    clock.advance(HOUR);
    emulator.records.update('contacts', '1', { email: 'new@a.example' });
    clock.advance(HOUR);
    emulator.records.update('contacts', '1', { email: null });
    const query = '?propertiesWithHistory=email,lastmodifieddate,nonsense';
    const { propertiesWithHistory } = (await ask(emulator, `${CONTACTS}/1${query}`)).json;
    expect(propertiesWithHistory.email).toMatchObject([
      { value: '', timestamp: '2026-01-14T14:00:00.000Z', sourceType: 'CRM_UI', updatedByUserId: 9000001 },
      { value: 'new@a.example', timestamp: '2026-01-14T13:00:00.000Z' },
      { value: '1@a.example', timestamp: '2026-01-14T12:00:00.000Z', sourceType: 'IMPORT' },
    ]);
    expect(propertiesWithHistory.lastmodifieddate).toHaveLength(1);
    expect(propertiesWithHistory).not.toHaveProperty('nonsense');
    const [read] = (await batchRead(emulator, ['1'], { propertiesWithHistory: ['email'] })).json.results;
    expect(read.propertiesWithHistory.email).toHaveLength(3);
  });
});

describe('the batch read', () => {
  it('answers what is there, and names the rest as errors', async () => {
    const { emulator } = await startWith(['1', '2']);
    expect((await batchRead(emulator, ['1', '2'])).status).toBe(200);
    const { status, json } = await batchRead(emulator, ['1', '7', '8']);
    expect(status).toBe(207);
    expect(json).toMatchObject({
      status: 'COMPLETE',
      results: [{ id: '1', properties: { email: '1@a.example' } }],
      numErrors: 1,
      errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['7', '8'] } }],
    });
  });

  it('takes a hundred ids, fifty with history, and carries no associations', async () => {
    const ids = Array.from({ length: 101 }, (_, index) => String(index + 1));
    const { emulator } = await startWith(ids);
    expect((await batchRead(emulator, ids.slice(1))).status).toBe(200);
    expect((await batchRead(emulator, ids)).status).toBe(400);
    expect((await batchRead(emulator, [])).status).toBe(400);
    const history = { propertiesWithHistory: ['email'] };
    expect((await batchRead(emulator, ids.slice(51), history)).status).toBe(200);
    expect((await batchRead(emulator, ids.slice(50), history)).status).toBe(400);
    emulator.records.create('companies', { id: '1' });
    emulator.records.associate('contacts', '1', 'companies', '1');
    const [record] = (await batchRead(emulator, ['1'], { associations: ['companies'] })).json.results;
    expect(record).not.toHaveProperty('associations');
  });

  it('says what is wrong with a body', async () => {
    const { emulator } = await start();
    for (const body of ['{', '[]', { inputs: 7 }, { inputs: [1] }, { inputs: [{ id: {} }] }]) {
      expect((await ask(emulator, `${CONTACTS}/batch/read`, { body })).status).toBe(400);
    }
    const body = { inputs: [{ id: '1' }], properties: [7] };
    expect((await ask(emulator, `${CONTACTS}/batch/read`, { body })).status).toBe(400);
  });
});

describe('the archive', () => {
  it('is a pass of its own; archiving does not move the last change', async () => {
    const { emulator, clock } = await startWith(['1', '2']);
    clock.advance(HOUR);
    emulator.records.archive('contacts', '1');
    expect(idsOf(await ask(emulator, CONTACTS))).toEqual(['2']);
    const archived = await ask(emulator, `${CONTACTS}?archived=true`);
    expect(archived.json.results).toMatchObject([
      {
        id: '1',
        archived: true,
        archivedAt: '2026-01-14T13:00:00.000Z',
        updatedAt: '2026-01-14T12:00:00.000Z',
        properties: { lastmodifieddate: '2026-01-14T12:00:00.000Z' },
      },
    ]);
    expect((await ask(emulator, `${CONTACTS}/1`)).status).toBe(404);
    expect((await ask(emulator, `${CONTACTS}/1?archived=true`)).status).toBe(200);
    const body = { inputs: [{ id: '1' }] };
    expect((await ask(emulator, `${CONTACTS}/batch/read?archived=true`, { body })).status).toBe(200);
    expect((await ask(emulator, `${CONTACTS}?archived=maybe`)).status).toBe(400);
  });

  it('keeps records for ninety days', async () => {
    const { emulator, clock } = await startWith(['1']);
    emulator.records.archive('contacts', '1');
    clock.advance(90 * DAY - 1);
    expect(idsOf(await ask(emulator, `${CONTACTS}?archived=true`))).toEqual(['1']);
    expect(emulator.truth.ids('contacts')).toEqual(['1']);
    clock.advance(1);
    expect(idsOf(await ask(emulator, `${CONTACTS}?archived=true`))).toEqual([]);
    expect(emulator.truth.ids('contacts')).toEqual([]);
  });

  it('gives records back with a new last change', async () => {
    const { emulator, clock } = await startWith(['1']);
    emulator.records.archive('contacts', '1');
    clock.advance(HOUR);
    emulator.records.restore('contacts', '1');
    const { json } = await ask(emulator, `${CONTACTS}/1`);
    expect(json).toMatchObject({ archived: false, updatedAt: '2026-01-14T13:00:00.000Z' });
    expect(json).not.toHaveProperty('archivedAt');
    expect(() => {
      emulator.records.restore('contacts', '1');
    }).toThrow('contacts 1 is not archived');
  });
});

describe('merging', () => {
  it('takes the loser out of every list; its id leads to the winner from then on', async () => {
    const { emulator, clock } = await startWith(['1', '2', '3']);
    clock.advance(HOUR);
    emulator.records.merge('contacts', '2', '1');
    emulator.records.merge('contacts', '3', '2');
    expect(idsOf(await ask(emulator, CONTACTS))).toEqual(['3']);
    expect(idsOf(await ask(emulator, `${CONTACTS}?archived=true`))).toEqual([]);
    for (const id of ['1', '2', '3']) {
      const { json } = await ask(emulator, `${CONTACTS}/${id}?properties=hs_merged_object_ids,email`);
      expect(json).toMatchObject({
        id: '3',
        properties: { hs_merged_object_ids: '1;2', email: '3@a.example' },
        updatedAt: '2026-01-14T13:00:00.000Z',
      });
    }
    expect(emulator.truth.record('contacts', '1')?.id).toBe('3');
    expect(emulator.truth.ids('contacts')).toEqual(['3']);
    expect(() => {
      emulator.records.merge('contacts', '3', '3');
    }).toThrow('cannot be merged into itself');
  });
});

describe('erasing', () => {
  it('leaves nothing, not even in the archive', async () => {
    const { emulator } = await startWith(['1']);
    emulator.records.erase('contacts', '1');
    expect(idsOf(await ask(emulator, CONTACTS))).toEqual([]);
    expect(idsOf(await ask(emulator, `${CONTACTS}?archived=true`))).toEqual([]);
    expect((await ask(emulator, `${CONTACTS}/1`)).status).toBe(404);
    expect((await batchRead(emulator, ['1'])).json.numErrors).toBe(1);
    expect(emulator.truth.record('contacts', '1')).toBeUndefined();
  });
});

describe('changing records', () => {
  it('moves the last change, except of calculated properties', async () => {
    const { emulator, clock } = await startWith(['1']);
    const { records, truth } = emulator;
    clock.advance(HOUR);
    records.recalculate('contacts', '1', { num_associated_deals: '4' });
    expect(truth.record('contacts', '1')).toMatchObject({
      updatedAt: NOON,
      properties: { num_associated_deals: '4', email: '1@a.example' },
    });
    records.update('contacts', '1', { email: '' });
    expect(truth.record('contacts', '1')).toMatchObject({
      updatedAt: NOON + HOUR,
      properties: { email: '' },
    });
  });

  it('can give many records one instant', async () => {
    const { emulator } = await startWith(['1', '2']);
    emulator.records.touch('contacts', ['1', '2'], NOON + 7);
    expect(emulator.truth.records('contacts').map(({ updatedAt }) => updatedAt)).toEqual([
      NOON + 7,
      NOON + 7,
    ]);
  });

  it('says what cannot be done', async () => {
    const { emulator } = await startWith(['1']);
    const { records } = emulator;
    expect(records.create('contacts')).toBe('200000000001');
    expect(() => records.create('contacts', { id: '1' })).toThrow('contacts 1 is already there');
    expect(() => records.create('contacts', { id: 'x' })).toThrow('A record id is up to 15 digits');
    expect(() => {
      records.update('contacts', '9', {});
    }).toThrow('There is no contacts record 9');
    expect(() => {
      records.associate('contacts', '1', 'companies', '9');
    }).toThrow('There is no companies record 9');
  });
});
