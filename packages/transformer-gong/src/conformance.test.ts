import { createDestinationDependencies, createMemoryDestination } from '@etl/testing';
import { canonicalModels } from '@etl/unified-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fullCall, transcript, user, ANNA } from './__fixtures__/records.js';
import { createTransformer, Warehouse } from './__fixtures__/warehouse.js';
import { transformer } from './index.js';

const SCHEMAS = { gong: 'GONG' };

describe('the plugin', () => {
  it('can be found and configured', () => {
    expect(transformer).toMatchObject({ specificationVersion: 'v1', name: 'gong' });
    expect(transformer.configSchema.parse({})).toEqual({ source: 'gong' });
    expect(() => transformer.configSchema.parse({ sources: ['gong'] })).toThrow(/sources/);
  });

  it('puts its tables beside those of the source, or where it is told', () => {
    const schemasOf = (config: object): string[] => [
      ...new Set(
        createTransformer(config)
          .describe(SCHEMAS)
          .map(({ schema }) => schema),
      ),
    ];
    expect(schemasOf({})).toEqual(['GONG_MARTS', 'GONG_STAGING']);
    expect(schemasOf({ schema: 'CALLS', staging_schema: 'STAGE' })).toEqual(['CALLS', 'STAGE']);
  });

  it('says so when its source is not configured, and what is', async () => {
    const expected = {
      kind: 'config',
      code: 'source_not_configured',
      message: expect.stringContaining('crm, chat'),
    };
    const other = createTransformer({ source: 'gong_emea' });
    expect(() => other.describe({ crm: 'CRM', chat: 'CHAT' })).toThrow(expect.objectContaining(expected));
    expect(() => other.describe({})).toThrow(/configured: none/);
    // A name that every object has is no source.
    expect(() => createTransformer({ source: 'constructor' }).describe(SCHEMAS)).toThrow(/not configured/);
  });

  it('says so in a destination whose SQL it does not write', async () => {
    const destination = createMemoryDestination().create({ location: 'x' }, createDestinationDependencies());
    const session = await destination.connect(new AbortController().signal);
    const { capabilities } = destination;
    const signal = new AbortController().signal;
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
      }
    },
  );

  it('is named once, and the canonical ones are those of the unified model', () => {
    expect(new Set(tables.map(({ name }) => name)).size).toBe(tables.length);
    const published = tables.filter(({ schema }) => schema === 'GONG_STAGING').map(({ name }) => name);
    expect(published.sort()).toEqual(canonicalModels.map(({ name }) => name).sort());
  });
});

describe('what is built', () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await Warehouse.open();
    await warehouse.load('calls', { records: [fullCall(10)] });
    await warehouse.load('transcripts', { records: [transcript(10, [ANNA, null, 'Hello.'])] });
    await warehouse.load('users', { records: [user(1)] });
  });
  afterAll(() => warehouse.close());

  it('is what is described, with the columns and no others; once more changes nothing', async () => {
    const first = await warehouse.transform();
    expect(Object.values(first).every(({ changedRows }) => changedRows > 0)).toBe(true);
    for (const { schema, name, columns } of createTransformer().describe(SCHEMAS)) {
      const [row] = await warehouse.session.query(`SELECT * FROM ${schema}.${name} LIMIT 1`);
      expect(Object.keys(row ?? {}), name).toEqual(columns.map((column) => column.name));
    }
    const second = await warehouse.transform();
    expect(Object.values(second).map(({ changedRows }) => changedRows)).toEqual(
      Object.values(first).map(() => 0),
    );
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
