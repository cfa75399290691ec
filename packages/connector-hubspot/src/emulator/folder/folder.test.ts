import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, readAll, start } from '../__fixtures__/ask.js';
import { createHubspotEmulator, startSandbox } from '../index.js';

const CONTACT = {
  id: '101',
  properties: { email: 'zoë@a.example', shoe_size: '44', lastmodifieddate: '2025-03-01T10:00:00.123Z' },
  propertiesWithHistory: {
    lifecyclestage: [
      { value: 'customer', timestamp: '2025-02-01T10:00:00.000Z', sourceType: 'API' },
      { value: 'lead', timestamp: '2025-01-01T10:00:00.000Z', sourceType: 'FORM' },
    ],
  },
  createdAt: '2025-01-01T10:00:00.000Z',
  updatedAt: '2025-03-01T10:00:00.123Z',
  archived: false,
  hs_unheard_of: [1],
};
const ARCHIVED = { ...CONTACT, id: '102', archived: true, archivedAt: '2026-01-01T00:00:00.000Z' };
const ASSOCIATION = {
  from: { id: '101' },
  to: [
    {
      toObjectId: 9,
      associationTypes: [
        { category: 'HUBSPOT_DEFINED', typeId: 279, label: null },
        { category: 'USER_DEFINED', typeId: 77, label: 'Founder' },
      ],
    },
  ],
};
const TIMES = { createdAt: '2025-01-01T00:00:00Z', updatedAt: '2025-01-01T00:00:00Z' };

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'hubspot-folder-'));
});
afterAll(() => rm(root, { recursive: true }));

async function writeFolder(files: Record<string, readonly (object | string)[]>): Promise<string> {
  const directory = await mkdtemp(join(root, 'data-'));
  const write = ([file, lines]: [string, readonly (object | string)[]]) =>
    writeFile(
      join(directory, file),
      lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    );
  await Promise.all(Object.entries(files).map(write));
  return directory;
}

async function failToStart(files: Record<string, readonly (object | string)[]>): Promise<string> {
  const dataDirectory = await writeFolder(files);
  const reason = await createHubspotEmulator({ dataDirectory }).then(
    () => 'it started',
    (error: unknown) => (error as Error).message,
  );
  return reason.replace(dataDirectory, '<folder>');
}

describe('a folder of records', () => {
  it('is served as it stands', async () => {
    const dataDirectory = await writeFolder({
      'contacts.ndjson': [CONTACT, '', ARCHIVED],
      'companies.ndjson': [{ id: '9', properties: { name: 'A' }, ...TIMES }],
      'properties_contacts.ndjson': [{ name: 'shoe_size', type: 'number', hubspotDefined: false }],
      'associations_contacts_companies.ndjson': [ASSOCIATION],
      'pipelines_deals.ndjson': [{ id: 'p1', stages: [] }],
      'owners.ndjson': [{ id: '5', email: 'o@a.example' }],
      'schemas.ndjson': [{ name: 'machines', properties: [{ name: 'serial' }] }],
      'machines.ndjson': [{ id: '1', properties: { serial: 'x' }, ...TIMES }],
      'lists.ndjson': [{ listId: '1', name: 'L' }],
      'list_memberships.ndjson': [{ listId: '1', recordId: '101', membershipTimestamp: TIMES.createdAt }],
      'forms.ndjson': [{ id: 'f', formType: 'hubspot' }],
      'form_submissions.ndjson': [{ formId: 'f', conversionId: 'c', submittedAt: 7 }],
      'marketing_emails.ndjson': [{ id: '1', ...TIMES }],
      'campaigns.ndjson': [{ id: 'c', ...TIMES, properties: {} }],
    });
    const { emulator } = await start({ dataDirectory });
    const query = 'properties=email,shoe_size,lifecyclestage&propertiesWithHistory=lifecyclestage';
    const contact = (await ask(emulator, `/crm/v3/objects/contacts/101?${query}&associations=companies`))
      .json;
    expect(contact).toMatchObject({
      properties: { ...CONTACT.properties, lifecyclestage: 'customer' },
      updatedAt: CONTACT.updatedAt,
      hs_unheard_of: [1],
      associations: { companies: { results: [{ id: '9' }, { id: '9', type: 'founder' }] } },
    });
    expect(contact.propertiesWithHistory.lifecyclestage.map(({ value }: any) => value)).toEqual([
      'customer',
      'lead',
    ]);
    expect((await readAll(emulator, '/crm/v3/objects/contacts?archived=true')).map(({ id }) => id)).toEqual([
      '102',
    ]);
    expect((await ask(emulator, '/crm/v3/properties/contacts/shoe_size')).json.type).toBe('number');
    const counts = await Promise.all(
      [
        '/crm/v3/owners',
        '/crm/v3/pipelines/deals',
        '/crm/v3/objects/machines',
        '/crm/v3/lists/1/memberships',
        '/form-integrations/v1/submissions/forms/f',
        '/marketing/v3/emails',
        '/marketing/v3/campaigns',
      ].map(async (path) => (await readAll(emulator, path)).length),
    );
    expect(counts).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  it('is served by the sandbox', async () => {
    const sandbox = await startSandbox({
      dataDirectory: await writeFolder({ 'contacts.ndjson': [CONTACT] }),
    });
    expect(sandbox.emulator.truth.ids('contacts')).toEqual(['101']);
    await sandbox.close();
  });

  it('is refused with file and line when a line cannot be served', async () => {
    const file = 'contacts.ndjson';
    const failures: [string, Record<string, readonly (object | string)[]>, string][] = [
      ['not JSON', { [file]: [CONTACT, '{"id":'] }, 'contacts.ndjson line 2: '],
      [
        'no object',
        { [file]: ['7'] },
        'contacts.ndjson line 1: not a JSON object. Correct or remove this line.',
      ],
      ['no id', { [file]: [{}] }, 'a record needs `id`'],
      ['no properties', { [file]: [{ id: '1' }] }, 'a record needs `properties`'],
      ['a number', { [file]: [{ id: '1', properties: { a: 1 } }] }, 'the value of a must be a text or null'],
      ['no time', { [file]: [{ id: '1', properties: {} }] }, 'a record needs `createdAt`'],
      [
        'a wrong time',
        { [file]: [{ id: '1', properties: {}, createdAt: 'x' }] },
        '`createdAt` must be a time',
      ],
      ['twice', { [file]: [CONTACT, CONTACT] }, 'contacts.ndjson line 2: contacts 101 is already there'],
      ['no property name', { 'properties_contacts.ndjson': [{}] }, 'a property needs `name`'],
      ['no schema name', { 'schemas.ndjson': [{}] }, 'a schema needs `name`'],
      ['no list', { 'list_memberships.ndjson': [{}] }, 'a record needs `listId`'],
      ['no from', { 'associations_contacts_companies.ndjson': [{}] }, 'an association needs `from.id`'],
      [
        'no target',
        { 'associations_contacts_companies.ndjson': [{ from: { id: '1' }, to: [{}] }] },
        'an association needs `toObjectId`',
      ],
      [
        'another file',
        { 'unicorns.ndjson': [] },
        'unicorns.ndjson: the name is not one of HubSpot’s objects',
      ],
      ['nothing', { 'readme.txt': [] }, '<folder> holds no .ndjson file'],
    ];
    for (const [, files, message] of failures) {
      expect((await failToStart(files)).replaceAll("'", '’')).toContain(message);
    }
  });
});
