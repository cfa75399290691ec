import { createDestinationDependencies, createMemoryDestination } from '@etl/testing';
import { canonicalModels } from '@etl/unified-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  association,
  company,
  contact,
  deal,
  owner,
  pipeline,
  record,
  stageChange,
  STAGES,
} from './__fixtures__/records.js';
import { createTransformer, TABLES, Warehouse, type TableName } from './__fixtures__/warehouse.js';
import { transformer } from './index.js';

const SCHEMAS = { hubspot: 'HUBSPOT' };

describe('the plugin', () => {
  it('can be found and configured', () => {
    expect(transformer).toMatchObject({ specificationVersion: 'v1', name: 'hubspot' });
    expect(transformer.configSchema.parse({})).toMatchObject({ source: 'hubspot' });
    expect(() => transformer.configSchema.parse({ sources: ['hubspot'] })).toThrow(/sources/);
  });

  it('refuses a destination whose SQL it does not know', async () => {
    const destination = createMemoryDestination().create({ location: 'x' }, createDestinationDependencies());
    const { signal } = new AbortController();
    const { capabilities } = destination;
    const session = await destination.connect(signal);
    const run = createTransformer().run(session, { schemas: SCHEMAS, capabilities, runId: 'run', signal });
    await expect(run).rejects.toMatchObject({ kind: 'config', code: 'unknown_dialect' });
  });

  it('takes bands in rising order only', () => {
    const parse = (...bounds: number[]): unknown =>
      transformer.configSchema.parse({ size_bands: bounds.map((from) => ({ name: `from ${from}`, from })) });
    expect(() => parse(0, 10)).not.toThrow();
    for (const bounds of [[10, 0], [5, 5], [-1], []]) expect(() => parse(...bounds)).toThrow(/size_bands/);
  });

  it('puts its tables beside those of the source, or where it is told', () => {
    const schemasOf = (config: object): string[] => [
      ...new Set(
        createTransformer(config)
          .describe(SCHEMAS)
          .map(({ schema }) => schema),
      ),
    ];
    expect(schemasOf({})).toEqual(['HUBSPOT_MARTS', 'HUBSPOT_STAGING']);
    expect(schemasOf({ schema: 'CRM', staging_schema: 'STAGE' })).toEqual(['CRM', 'STAGE']);
  });

  it('says so when its source is not configured', () => {
    expect(() => createTransformer({ source: 'crm' }).describe(SCHEMAS)).toThrow(
      /"crm", which is not configured/,
    );
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

  it('is named once, and all canonical ones are there', () => {
    expect(new Set(tables.map(({ name }) => name)).size).toBe(tables.length);
    const staging = tables.filter(({ schema }) => schema === 'HUBSPOT_STAGING').map(({ name }) => name);
    const facts = ['association_fact', 'deal_fact', 'record_name'];
    expect(staging.sort()).toEqual([...facts, ...canonicalModels.map(({ name }) => name)].sort());
  });
});

/** A record for each table. */
const RECORDS: Readonly<Record<TableName, readonly object[]>> = {
  contacts: [contact(1)],
  companies: [company(501)],
  deals: [deal(601)],
  owners: [owner(71)],
  calls: [record(11, { hubspot_owner_id: '71' })],
  meetings: [record(12, {})],
  emails: [record(13, {})],
  communications: [record(14, {})],
  notes: [record(15, {})],
  tasks: [record(16, {})],
  tickets: [record(17, { subject: 'Help' })],
  pipelines: [pipeline('default', 'Sales')],
  pipeline_stages: STAGES,
  associations: [
    association(['contacts', 1], ['companies', 501], [279]),
    association(['contacts', 1], ['calls', 11], [193]),
  ],
  deals_property_history: [stageChange(601, '2026-01-01T00:00:00Z', 'negotiation')],
};

describe('what is built', () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await Warehouse.open();
    for (const name of Object.keys(TABLES) as TableName[]) {
      await warehouse.load(name, { records: RECORDS[name] });
    }
  });
  afterAll(() => warehouse.close());

  it('is what is described, with the columns and no others; once more changes nothing', async () => {
    const first = await warehouse.transform();
    for (const [name, { changedRows }] of Object.entries(first)) expect(changedRows, name).toBeGreaterThan(0);
    for (const { schema, name, columns } of createTransformer().describe(SCHEMAS)) {
      const [row] = await warehouse.session.query(`SELECT * FROM ${schema}.${name} LIMIT 1`);
      expect(Object.keys(row ?? {}), name).toEqual(columns.map((column) => column.name));
    }
    const second = await warehouse.transform();
    for (const [name, { changedRows }] of Object.entries(second)) expect(changedRows, name).toBe(0);
  });

  it('keeps what canonical models require', async () => {
    await warehouse.transform();
    for (const { name, columns } of canonicalModels) {
      for (const row of await warehouse.staging(name)) {
        for (const column of columns.filter(({ required }) => required)) {
          expect(row[column.name], `${name}.${column.name}`).not.toBeNull();
        }
      }
    }
  });
});

describe('each table alone', () => {
  it.each(Object.keys(TABLES) as TableName[])(
    '%s is enough for the models that need no other',
    async (name) => {
      const warehouse = await Warehouse.open();
      try {
        await warehouse.load(name, { records: RECORDS[name] });
        const tables = await warehouse.transform();
        const built = Object.values(tables).filter(({ skipped }) => skipped === undefined);
        if (name !== 'pipelines') expect(built.length).toBeGreaterThan(0);
        const again = await warehouse.transform();
        expect(Object.values(again).every(({ changedRows }) => changedRows === 0)).toBe(true);
      } finally {
        await warehouse.close();
      }
    },
  );
});
