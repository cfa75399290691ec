import type { Instant } from '@etl/core';
import {
  connectorConformance,
  createManualClock,
  injectEmulatorFault,
  type Vendor,
  type VendorChange,
} from '@etl/testing';
import { DAY, HOUR, NOW } from './__fixtures__/account.js';
import { connector } from './connector.js';
import { createHubspotEmulator, type HubspotEmulator } from './emulator/index.js';

const EXPIRED = {
  kind: 'status',
  status: 400,
  body: '{"status":"error","message":"Invalid after","category":"VALIDATION_ERROR"}',
} as const;
const FORMS = ['form-1', 'form-2'];

/** What the account holds that its emulator cannot be asked for. */
interface Ledger {
  readonly firstEmails: Map<string, { readonly value: string; readonly at: Instant }>;
  readonly links: { contact: string; deal: string; isChampion: boolean; types: AssociationType[] }[];
  /** Truth of what no change touches. */
  readonly fixed: Record<string, string[]>;
}

interface AssociationType {
  readonly category: string;
  readonly typeId: number;
  readonly label: string | null;
}

function addContact({ records }: HubspotEmulator, ledger: Ledger, number: number, at: Instant): string {
  const value = `c${number}@acme.example`;
  const id = records.create('contacts', {
    properties: { email: value, firstname: `Zoë "${number}" 🎈`, big: '9007199254740993', Odd_: 'x' },
    createdAt: at,
    updatedAt: at,
  });
  ledger.firstEmails.set(id, { value, at });
  return id;
}

function seed(emulator: HubspotEmulator, ledger: Ledger, now: Instant): void {
  const { records, collections, properties, customObjects } = emulator;
  for (const name of ['big', 'Odd_', 'odd', '1st', '_etl_hash'])
    properties.define('contacts', { name, type: name === 'big' ? 'number' : 'string' });
  customObjects.define({ name: 'machines', properties: [{ name: 'serial' }] });
  const contacts = Array.from({ length: 104 }, (_, index) =>
    addContact(emulator, ledger, index, now - 30 * DAY - (index % 5) * HOUR),
  );
  const deals = [1, 2, 3].map((number) =>
    records.create('deals', { properties: { dealname: `Deal ${number}` }, createdAt: now - 20 * DAY }),
  );
  records.create('machines', { properties: { serial: 'M-1' }, createdAt: now - 20 * DAY });
  records.defineLabel('contacts', 'deals', 'Champion');
  const link = (contact: string, deal: string, isChampion = false): void => {
    records.associate('contacts', contact, 'deals', deal, isChampion ? ['Champion'] : []);
    ledger.links.push({ contact, deal, isChampion, types: [] });
  };
  for (const deal of deals) link(contacts[0]!, deal, deal === deals[0]);
  for (const [index, contact] of contacts.slice(1, 6).entries()) link(contact, deals[index % 3]!);
  collections.owners.put({ id: '1', email: 'o1@halden.example', archived: false });
  collections.owners.put({ id: '2', email: 'o2@halden.example', archived: true });
  collections.pipelines('deals').put({
    id: 'default',
    label: 'Sales',
    stages: [{ id: 'won', label: 'Won', metadata: { probability: '1.0', isClosed: 'true' } }],
  });
  for (const [index, id] of FORMS.entries()) {
    collections.forms.put({ id, name: id, formType: 'hubspot', archived: index === 1 });
    for (let number = 0; number < 3; number += 1)
      collections.submissions(id).put({
        conversionId: `${id}-${number}`,
        submittedAt: now - (2 + number) * DAY,
        values: [],
      });
  }
  collections.marketingEmails.put({ id: '1', name: 'Counted', stats: { counters: { sent: 3 } } });
  collections.marketingEmails.put({ id: '2', name: 'Draft' });
  collections.marketingEmails.put({ id: '3', name: 'Old', archived: true });
  collections.campaigns.put({ id: 'guid-1', properties: { hs_name: 'Spring' } });
  for (const listId of ['1', '2']) {
    collections.lists.put({ listId, name: `List ${listId}`, objectTypeId: '0-1' });
    for (const contact of contacts.slice(0, Number(listId)))
      collections.memberships.add(listId, contact, now - DAY);
  }
}

const CHANGES: Readonly<
  Partial<Record<VendorChange, (emulator: HubspotEmulator, ledger: Ledger, at: Instant) => void>>
> = {
  new: (emulator, ledger, at) => void addContact(emulator, ledger, 1000, at),
  late: (emulator, ledger, at) => void addContact(emulator, ledger, 1001, at),
  tie: (emulator, ledger, at) => {
    for (let number = 0; number <= 200; number += 1) addContact(emulator, ledger, 2000 + number, at);
  },
  edit: ({ records, truth }, _ledger, at) => {
    const { id, createdAt } = truth.records('contacts').at(-1)!;
    records.update('contacts', id, { firstname: 'Renamed' }, Math.max(at, createdAt));
  },
  delete: ({ records, truth }) => {
    records.archive('contacts', truth.ids('contacts')[1]!);
  },
};

/** What HubSpot answers, for what does not change. */
async function fetchResults({ url, token }: HubspotEmulator, path: string): Promise<any[]> {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return ((await response.json()) as any).results;
}

async function readStatic(emulator: HubspotEmulator): Promise<Record<string, string[]>> {
  const types = { contacts: 'contacts', deals: 'deals', custom_machines: 'machines' };
  const properties: string[] = [];
  for (const [object_type, path] of Object.entries(types)) {
    const found = await fetchResults(emulator, `/crm/v3/properties/${path}`);
    properties.push(...found.map((property) => JSON.stringify({ object_type, property })));
  }
  const pipelines = emulator.collections.pipelines('deals').all() as readonly any[];
  return {
    properties,
    pipelines: pipelines.map((pipeline) => JSON.stringify({ object_type: 'deals', pipeline })),
    pipeline_stages: pipelines.flatMap(({ id, stages }) =>
      stages.map((stage: object) => JSON.stringify({ object_type: 'deals', pipeline_id: id, stage })),
    ),
  };
}

/** What the tables must hold. */
function truthOf(
  { truth, collections, customObjects }: HubspotEmulator,
  ledger: Ledger,
): Record<string, string[]> {
  const living = (type: string) => truth.records(type).filter(({ archivedAt }) => archivedAt === undefined);
  const recordsOf = (type: string): string[] =>
    living(type).map(({ id, properties }) => {
      const filled = Object.entries(properties).filter(([, value]) => value !== null);
      return JSON.stringify({ id, properties: Object.fromEntries(filled) });
    });
  const all = (collection: { all(): readonly object[] }): string[] =>
    collection.all().map((item) => JSON.stringify(item));
  const contacts = new Set(living('contacts').map(({ id }) => id));
  const lists = collections.lists.all() as readonly any[];
  return {
    ...ledger.fixed,
    contacts: recordsOf('contacts'),
    deals: recordsOf('deals'),
    custom_machines: recordsOf('machines'),
    associations: ledger.links
      .filter(({ contact }) => contacts.has(contact))
      .flatMap(({ contact, deal, types }) =>
        types.map(({ category, typeId, label }) =>
          JSON.stringify({
            from_object_type: 'contacts',
            from_object_id: contact,
            to_object_type: 'deals',
            to_object_id: deal,
            association: { category, typeId, label },
          }),
        ),
      ),
    contacts_property_history: [...ledger.firstEmails].map(([record_id, { value, at }]) =>
      JSON.stringify({
        record_id,
        property: 'email',
        ordinal: '0',
        entry: { value, timestamp: new Date(at).toISOString() },
      }),
    ),
    owners: all(collections.owners),
    forms: all(collections.forms),
    form_submissions: FORMS.flatMap((form_id) =>
      collections
        .submissions(form_id)
        .all()
        .map((submission) => JSON.stringify({ form_id, submission })),
    ),
    marketing_emails: all(collections.marketingEmails),
    campaigns: all(collections.campaigns),
    custom_object_schemas: customObjects.all().map(({ typeId }) => JSON.stringify({ objectTypeId: typeId })),
    lists: lists.map(({ listId, name }) => JSON.stringify({ listId, name })),
    list_memberships: lists.flatMap(({ listId }) =>
      collections.memberships
        .of(listId)
        .map(({ recordId }) => JSON.stringify({ list_id: listId, membership: { recordId } })),
    ),
  };
}

async function start(): Promise<Vendor> {
  const clock = createManualClock(NOW, { autoAdvance: true });
  const emulator = await createHubspotEmulator({ empty: true, clock, limits: 'none', associationPage: 2 });
  const ledger: Ledger = { firstEmails: new Map(), links: [], fixed: {} };
  seed(emulator, ledger, clock.now());
  Object.assign(ledger.fixed, await readStatic(emulator));
  const labels = await fetchResults(emulator, '/crm/v4/associations/contacts/deals/labels');
  for (const link of ledger.links)
    link.types.push(
      ...labels.filter(({ label }) => label === null || (link.isChampion && label === 'Champion')),
    );
  emulator.clearRequests();
  return {
    config: {
      access_token: emulator.token,
      api_endpoint: emulator.url,
      objects: ['contacts', 'deals'],
      associations: { contacts: ['deals'] },
      property_history: { contacts: ['email'] },
      requests_per_ten_seconds: 1_000_000,
      search_requests_per_second: 100_000,
    },
    secrets: [emulator.token],
    clock,
    truth: () => truthOf(emulator, ledger),
    change: (kind, at) => {
      CHANGES[kind]?.(emulator, ledger, at);
    },
    inject: (fault, schedule) => {
      injectEmulatorFault(emulator, fault, schedule, {
        fault: EXPIRED,
        when: { when: ({ body, query }) => body.includes('"after"') || query.has('after') },
      });
    },
    heal: () => {
      emulator.faults.clear();
    },
    requests: () => emulator.requests.length,
    close: () => emulator.close(),
  };
}

connectorConformance({
  connector,
  start,
  absentChanges: { offset: 'HubSpot writes all times in UTC.' },
  // Two schemas and definitions of three kinds; their pipelines; twelve pages of short lists; two forms with a page each.
  idleRequests: 30,
});
