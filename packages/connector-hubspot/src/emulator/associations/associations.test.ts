import { describe, expect, it } from 'vitest';
import { ask, readAll, start } from '../__fixtures__/ask.js';
import type { HubspotEmulator, HubspotEmulatorOptions } from '../index.js';

const BATCH = '/crm/v4/associations/contacts/companies/batch/read';

/** A contact of two companies, one of them its primary one. */
async function startWithContact(options: HubspotEmulatorOptions = {}) {
  const started = await start(options);
  const { records } = started.emulator;
  records.create('contacts', { id: '10' });
  for (const id of ['20', '21', '22']) records.create('companies', { id });
  records.associate('contact', '10', 'company', '20', ['Primary']);
  records.associate('0-1', '10', '0-2', '21');
  return started;
}

function readBatch(emulator: HubspotEmulator, ids: readonly string[], path = BATCH) {
  return ask(emulator, path, { body: { inputs: ids.map((id) => ({ id })) } });
}

describe('the batch read of associations', () => {
  it('sends ids as JSON numbers, with every type in which the records belong together', async () => {
    const { emulator } = await startWithContact();
    const { status, json } = await readBatch(emulator, ['10']);
    expect(status).toBe(200);
    expect(json.results).toEqual([
      {
        from: { id: '10' },
        to: [
          {
            toObjectId: 20,
            associationTypes: [
              { category: 'HUBSPOT_DEFINED', typeId: 279, label: null },
              { category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' },
            ],
          },
          { toObjectId: 21, associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 279, label: null }] },
        ],
      },
    ]);
  });

  it('shows both ends, each with its own type ids, under both path schemes', async () => {
    const { emulator } = await startWithContact();
    const { json } = await readBatch(emulator, ['20'], '/crm/associations/2026-09/0-2/0-1/batch/read');
    const types = json.results[0].to[0].associationTypes;
    expect(types.map(({ typeId }: { typeId: number }) => typeId)).toEqual([280, 2]);
  });

  it('names inputs without associations as errors beside the others', async () => {
    const { emulator } = await startWithContact();
    emulator.records.create('contacts', { id: '11' });
    const { status, json } = await readBatch(emulator, ['10', '11', '99']);
    expect(status).toBe(207);
    expect(json.results).toHaveLength(1);
    expect(json.numErrors).toBe(2);
    expect(json.errors[0]).toMatchObject({
      category: 'OBJECT_NOT_FOUND',
      subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
      context: { fromObjectId: ['11'] },
    });
  });

  it('pages each input by a cursor of its own', async () => {
    const { emulator } = await startWithContact({ associationPage: 2 });
    emulator.records.associate('contacts', '10', 'companies', '22');
    const [first] = (await readBatch(emulator, ['10'])).json.results;
    expect(first.to).toHaveLength(2);
    expect(Buffer.from(first.paging.next.after, 'base64').toString()).toBe('0-2-21');
    const body = { inputs: [{ id: '10', after: first.paging.next.after }] };
    const [second] = (await ask(emulator, BATCH, { body })).json.results;
    expect(second.to.map(({ toObjectId }: { toObjectId: number }) => toObjectId)).toEqual([22]);
    expect(second.paging).toBeUndefined();
    expect((await ask(emulator, BATCH, { body: { inputs: [{ id: '10', after: 'x' }] } })).status).toBe(400);
  });

  it('takes a thousand inputs and no more', async () => {
    const { emulator } = await startWithContact();
    const ids = Array.from({ length: 1001 }, (_, index) => String(index));
    expect((await readBatch(emulator, ids.slice(1))).status).toBe(207);
    expect((await readBatch(emulator, ids)).status).toBe(400);
    expect((await readBatch(emulator, [])).status).toBe(400);
  });
});

describe('the associations of one record', () => {
  it('come in pages; an unknown record is an error', async () => {
    const { emulator } = await startWithContact();
    const path = '/crm/v4/objects/contacts/10/associations/companies?limit=1';
    const all = await readAll(emulator, path);
    expect(all.map(({ toObjectId }) => toObjectId)).toEqual([20, 21]);
    expect(await readAll(emulator, '/crm/objects/2026-03/contacts/10/associations/companies')).toEqual(all);
    expect((await ask(emulator, '/crm/v4/objects/contacts/9/associations/companies')).status).toBe(404);
  });

  it('stand inside records of a list, once per type, and are cut there', async () => {
    const { emulator } = await startWithContact({ inlineAssociationPage: 2 });
    const [contact] = await readAll(emulator, '/crm/v3/objects/contacts?associations=companies,deals');
    expect(contact.associations).toEqual({
      companies: {
        results: [
          { id: '20', type: 'contact_to_company_unlabeled' },
          { id: '20', type: 'contact_to_company' },
        ],
        paging: { next: { after: '21', link: expect.stringContaining('/associations/companies?after=21') } },
      },
    });
    const { json } = await ask(emulator, '/crm/v3/objects/contacts/10?associations=0-2');
    expect(json.associations).toEqual(contact.associations);
    const rest = await readAll(emulator, '/crm/v3/objects/contacts/10/associations/companies?after=21');
    expect(rest).toEqual([{ id: '21', type: 'contact_to_company_unlabeled' }]);
  });
});

describe('association labels', () => {
  it('are HubSpot’s and the account’s own, and can be taken away one by one', async () => {
    const { emulator } = await startWithContact();
    const { records } = emulator;
    records.defineLabel('contacts', 'companies', 'Manager', 'Managed by');
    records.associate('contacts', '10', 'companies', '22', ['Manager']);
    const labels = await readAll(emulator, '/crm/v4/associations/companies/contacts/labels');
    expect(labels).toContainEqual({
      category: 'USER_DEFINED',
      typeId: expect.any(Number),
      label: 'Managed by',
    });
    expect(labels.map(({ typeId }) => typeId)).toEqual(expect.arrayContaining([280, 2]));
    const read = async () => (await readBatch(emulator, ['10'])).json.results[0].to.at(-1);
    expect((await read()).associationTypes).toHaveLength(2);
    records.dissociate('contacts', '10', 'companies', '22', 'Manager');
    expect(await read()).toMatchObject({ toObjectId: 22, associationTypes: [{ typeId: 279 }] });
    records.dissociate('contacts', '10', 'companies', '22');
    expect((await read()).toObjectId).toBe(21);
    expect(() => {
      records.associate('contacts', '10', 'companies', '22', ['Friend']);
    }).toThrow('Nobody defined the label "Friend"');
  });

  it('tell parents from children', async () => {
    const { emulator } = await startWithContact();
    emulator.records.associate('companies', '20', 'companies', '21', ['Parent Company']);
    const path = '/crm/v4/associations/companies/companies/batch/read';
    const { json } = await readBatch(emulator, ['20', '21'], path);
    const typeIds = json.results.map(({ to }: any) =>
      to[0].associationTypes.map(({ typeId }: any) => typeId),
    );
    expect(typeIds).toEqual([
      [450, 14],
      [450, 13],
    ]);
  });
});

describe('associations and the life of records', () => {
  it('do not move the last change', async () => {
    const { emulator } = await startWithContact();
    const before = emulator.truth.record('contacts', '10')?.updatedAt;
    emulator.records.associate('contacts', '10', 'companies', '22');
    expect(emulator.truth.record('contacts', '10')?.updatedAt).toBe(before);
  });

  it('are hidden while an end is archived, and come back', async () => {
    const { emulator } = await startWithContact();
    const read = async () => (await readBatch(emulator, ['10'])).json;
    emulator.records.archive('companies', '20');
    expect((await read()).results[0].to).toHaveLength(1);
    emulator.records.archive('contacts', '10');
    expect((await read()).numErrors).toBe(1);
    emulator.records.restore('contacts', '10');
    emulator.records.restore('companies', '20');
    expect((await read()).results[0].to).toHaveLength(2);
  });

  it('move to the record another one was merged into', async () => {
    const { emulator } = await startWithContact();
    emulator.records.create('contacts', { id: '11' });
    emulator.records.merge('contacts', '11', '10');
    const { json } = await readBatch(emulator, ['11']);
    expect(json.results[0].to).toHaveLength(2);
    const back = await readBatch(emulator, ['20'], '/crm/v4/associations/companies/contacts/batch/read');
    expect(back.json.results[0].to.map(({ toObjectId }: any) => toObjectId)).toEqual([11]);
  });

  it('are known as they are, from both ends', async () => {
    const { emulator } = await startWithContact();
    emulator.records.archive('companies', '21');
    const forward = emulator.truth.associations('contacts', 'companies');
    expect(forward).toMatchObject([{ fromId: '10', toId: '20', types: [{ typeId: 279 }, { typeId: 1 }] }]);
    expect(emulator.truth.associations('companies', 'contacts')).toMatchObject([
      { fromId: '20', toId: '10' },
    ]);
    emulator.records.archive('contacts', '10');
    expect(emulator.truth.associations('contacts', 'companies')).toEqual([]);
  });

  it('are gone with an erased record', async () => {
    const { emulator } = await startWithContact();
    emulator.records.erase('companies', '20');
    expect((await readBatch(emulator, ['10'])).json.results[0].to).toHaveLength(1);
    expect(
      (await readBatch(emulator, ['20'], '/crm/v4/associations/companies/contacts/batch/read')).json.results,
    ).toEqual([]);
  });
});
