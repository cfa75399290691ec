import { createDestinationDependencies, createMemoryDestination } from '@etl/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  association,
  interaction,
  opportunity,
  organization,
  person,
  together,
} from './__fixtures__/records.js';
import { createTransformer, Warehouse } from './__fixtures__/warehouse.js';
import { transformer } from './index.js';

const SCHEMAS = { crm: 'CRM', calls: 'CALLS' };

describe('the plugin', () => {
  it('can be found and configured', () => {
    expect(transformer).toMatchObject({ specificationVersion: 'v1', name: 'unified' });
    expect(transformer.configSchema.parse({})).toMatchObject({ schema: 'UNIFIED', join_strength: 'strong' });
    const refused: readonly (readonly [object, RegExp])[] = [
      [{ source: 'crm' }, /source/],
      [{ join_strength: 'weak' }, /join_strength/],
      [{ free_mail_domains: ['Gmail.com'] }, /lower case/],
      [{ never_merge: [['contact:1', 'contact:2']] }, /source\/type:id/],
      [{ never_merge: [['crm/contact:1']] }, /never_merge/],
      [{ engagement_weights: { fax: 1 } }, /fax/],
      [{ silent_after_days: 0 }, /silent_after_days/],
    ];
    for (const [config, message] of refused) {
      expect(() => transformer.configSchema.parse(config)).toThrow(message);
    }
  });

  it('puts its tables where it is told', () => {
    const schemasOf = (config: object): string[] => [
      ...new Set(
        createTransformer(config)
          .describe(SCHEMAS)
          .map(({ schema }) => schema),
      ),
    ];
    expect(schemasOf({}).sort()).toEqual(['UNIFIED', 'UNIFIED_STAGING']);
    expect(schemasOf({ schema: 'ONE', staging_schema: 'STAGE' }).sort()).toEqual(['ONE', 'STAGE']);
  });

  it('says so when it is told to read a source that is not configured', () => {
    const other = createTransformer({ sources: ['crm', 'chat'] });
    expect(() => other.describe(SCHEMAS)).toThrow(
      /"chat", which is not configured \(configured: crm, calls\)/,
    );
    expect(() => other.describe({})).toThrow(/configured: none/);
  });

  it('refuses a destination whose SQL it does not know', async () => {
    const destination = createMemoryDestination().create({ location: 'x' }, createDestinationDependencies());
    const { signal } = new AbortController();
    const { capabilities } = destination;
    const session = await destination.connect(signal);
    const run = createTransformer().run(session, { schemas: SCHEMAS, capabilities, runId: 'run', signal });
    await expect(run).rejects.toMatchObject({ kind: 'config', code: 'unknown_dialect' });
  });
});

describe('every table', () => {
  const tables = createTransformer().describe(SCHEMAS);

  it.each(tables.map((table) => [table.name, table] as const))(
    '%s is described, column by column',
    (_, table) => {
      const names = table.columns.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toEqual(expect.arrayContaining([...table.primaryKey]));
      expect(table.description).toMatch(/\.$/);
      for (const { name, type, description } of table.columns) {
        expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
        expect(description, name).toMatch(/\.$/);
        if (/(^|_)id$/.test(name)) expect(type, name).toBe('string');
        if (name.endsWith('_at')) expect(type, name).toBe('timestamp');
        if (name.startsWith('is_')) expect(type, name).toBe('boolean');
      }
    },
  );

  it('tells thresholds as they are configured', () => {
    const described = createTransformer({ silent_after_days: 45, multi_threaded_from: 2 }).describe(SCHEMAS);
    const texts = described.flatMap(({ columns }) => columns.map(({ description }) => description));
    expect(texts.join('\n')).toMatch(/45 days after the last touch/);
    expect(texts.join('\n')).toMatch(/Whether these are 2 or more/);
  });
});

const CRM = together(
  person('contact:1', 'crm:contact:1', 'email:ann@acme.example'),
  person('owner:1', 'email:sales.rep@own.example'),
  organization('company:7', 'crm:account:7', 'domain:acme.example'),
  opportunity(
    'deal:9',
    {
      ...{ amount: 500, currency: 'EUR', is_closed: true, is_won: true, close_date: '2026-03-11' },
      ...{ created_at: '2026-03-01T23:00:00Z', owner_person_id: 'owner:1' },
    },
    'crm:opportunity:9',
  ),
  association(['opportunity', 'deal:9'], ['organization', 'company:7'], { is_primary: true }),
  association(['person', 'contact:1'], ['organization', 'company:7']),
);

const CALLS = together(
  organization('account:7', 'crm:account:7', 'website:acme.example'),
  opportunity('opportunity:9', {}, 'crm:opportunity:9'),
  ...[
    ['call:1', 'call', '2026-01-01T10:00:00Z'],
    ['call:2', 'call', '2026-02-10T10:00:00Z'],
    ['note:3', 'note', '2026-02-20T10:00:00Z'],
    ['email:4', 'email', '2026-03-01T10:00:00Z'],
  ].map(([id = '', kind = '', at]) =>
    interaction(
      id,
      { kind, started_at: at, title: `About ${id}` },
      { name: 'Ann', said: ['email:ann@acme.example'] },
      { name: 'Bob', said: ['email:bob@acme.example'] },
      { name: 'Rep', internal: true, said: ['email:sales.rep@own.example'] },
      { name: 'Guest' },
    ),
  ),
  ...['call:1', 'call:2', 'email:4'].map((id) =>
    association(['interaction', id], ['opportunity', 'opportunity:9'], { relation: 'about' }),
  ),
);

describe('what is built', () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await Warehouse.open();
    expect(Object.values(await warehouse.transform())).toContainEqual(
      expect.objectContaining({ skipped: expect.stringContaining('no source publishes') }),
    );
    await warehouse.publish('crm', CRM);
    await warehouse.publish('calls', CALLS);
    await warehouse.transform();
  });
  afterAll(() => warehouse.close());

  it('is what is described; once more changes nothing', async () => {
    for (const { schema, name, columns } of createTransformer().describe(SCHEMAS)) {
      const [row] = await warehouse.session.query(`SELECT * FROM ${schema}.${name} LIMIT 1`);
      if (name !== 'identity_conflicts')
        expect(Object.keys(row ?? {}), name).toEqual(columns.map((one) => one.name));
    }
    const again = await warehouse.transform();
    for (const [name, { changedRows }] of Object.entries(again)) expect(changedRows, name).toBe(0);
  });

  it('has each person, company and deal once, with what belongs together', async () => {
    const [company] = await warehouse.read('companies');
    const contacts = await warehouse.read('contacts');
    const rep = contacts.find(({ email }) => email === 'sales.rep@own.example');
    expect(rep).toMatchObject({ is_internal: true, company_id: null, source_count: 2 });
    const found = contacts.map((contact) => [contact.email, contact.company_id, contact.company_evidence]);
    expect(found.sort()).toEqual([
      ['ann@acme.example', company?.company_id, 'association'],
      ['bob@acme.example', company?.company_id, 'domain'],
      ['sales.rep@own.example', null, null],
    ]);
    expect(await warehouse.read('companies')).toHaveLength(1);
    expect(await warehouse.read('deals')).toMatchObject([
      {
        company_id: company?.company_id,
        currency: 'EUR',
        source_count: 2,
        owner_contact_id: rep?.contact_id,
      },
    ]);
    const guests = (await warehouse.read('interaction_participants')).filter(
      (row) => row.contact_id === null,
    );
    expect(guests.map(({ name }) => name)).toEqual(Array(4).fill('Guest'));
  });

  it('counts what happened, and nothing that did not', async () => {
    expect(await warehouse.read('deal_context')).toMatchObject([
      {
        ...{ interaction_count: 3, call_count: 2, email_count: 1, meeting_count: 0 },
        ...{ first_touch_at: '2026-01-01T10:00:00.000Z', last_touch_at: '2026-03-01T10:00:00.000Z' },
        ...{ silent_from: '2026-03-31T10:00:00.000Z', engagement: 15 },
        ...{ contact_count: 2, is_multi_threaded: false, days_to_close: 10 },
      },
    ]);
    expect(await warehouse.read('company_context')).toMatchObject([
      {
        ...{ interaction_count: 4, contact_count: 2, engaged_contact_count: 2 },
        ...{ open_deal_count: 0, won_deal_count: 1, lost_deal_count: 0 },
      },
    ]);
    const timeline = await warehouse.read('company_timeline');
    expect(timeline.map(({ kind, evidence }) => [kind, evidence]).sort()).toEqual([
      ['call', 'deal'],
      ['call', 'deal'],
      ['email', 'deal'],
      ['note', 'participant'],
    ]);
    expect(await warehouse.read('contact_timeline')).toHaveLength(12);
    expect(await warehouse.read('contact_context')).toHaveLength(3);
  });

  it('is shown in a few lines', async () => {
    const summary = await createTransformer().summarise?.(warehouse.session);
    expect(summary).toMatchObject({
      title:
        'Company 7 across sources: 2 people, 0 open and 1 won deals, 4 interactions, last touch 2026-03-01',
      columns: ['when', 'source', 'what', 'title', 'who'],
    });
    expect(summary?.rows.map((row) => row.slice(0, 4))).toEqual([
      ['2026-03-01', 'calls', 'email', 'About email:4'],
      ['2026-02-20', 'calls', 'note', 'About note:3'],
      ['2026-02-10', 'calls', 'call', 'About call:2'],
    ]);
  });

  it('joins by ids alone when told so', async () => {
    await warehouse.transform({ schema: 'STRICT', staging_schema: 'STRICT_STAGING', join_strength: 'exact' });
    const contacts = await warehouse.read('contacts', 'STRICT');
    expect(contacts.every(({ source_count: sources }) => sources === 1)).toBe(true);
    expect(await warehouse.read('deals', 'STRICT')).toHaveLength(1);
  });

  it('keeps apart what is never to be merged, whatever is said', async () => {
    const pair = [['crm/company:7', 'calls/account:7']];
    await warehouse.transform({ schema: 'APART', staging_schema: 'APART_STAGING', never_merge: pair });
    expect(await warehouse.read('companies', 'APART')).toHaveLength(2);
    expect(await warehouse.read('identity_conflicts', 'APART')).toMatchObject([{ entity_kind: 'company' }]);
  });

  it('takes an address with a plus for the same when told so', async () => {
    await warehouse.publish('mail', interaction('email:9', {}, { said: ['email:ann+list@acme.example'] }));
    await warehouse.transform({ schema: 'PLUS', staging_schema: 'PLUS_STAGING', plus_addressing: 'same' });
    const [ann] = (await warehouse.read('contacts', 'PLUS')).filter(
      (row) => row.email === 'ann@acme.example',
    );
    expect(ann).toMatchObject({ source_count: 3 });
  });
});
