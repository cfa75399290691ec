import type { DescribedColumn, DescribedTable } from '@etl/core';
import { requireEqual, requireThat } from '../check/conformance-check.js';
import type { ModelCheck, ModelDriver } from './model-driver.js';
import { createModelTransformer } from './model-warehouse.js';

const NAME = /^[a-z]+(_[a-z]+)*$/;

/** What a model transformer says of itself and of its tables. */
export const descriptionChecks: readonly ModelCheck[] = [
  {
    name: 'transformer_is_described',
    catches: 'a transformer that cannot be found by name, or that takes any option',
    run: async ({ plugin, source }) => {
      requireEqual(plugin.specificationVersion, 'v1', 'specificationVersion');
      requireThat(NAME.test(plugin.name), () => `"${plugin.name}" is no name for a YAML file.`);
      const config = plugin.configSchema.parse({}) as { readonly source?: unknown };
      requireEqual(config.source, source, 'The default of `source`');
      const refused = plugin.configSchema.safeParse({ no_such_option: 1 });
      requireThat(!refused.success, () => 'An option that does not exist is taken.');
    },
  },
  {
    name: 'tables_stand_where_they_are_told',
    catches: 'tables in another schema than the source’s own or the one configured',
    run: async (driver) => {
      const raw = driver.source.toUpperCase();
      requireEqual(schemasOf(driver, {}), [`${raw}_MARTS`, `${raw}_STAGING`], 'Schemas');
      const told = { schema: 'HERE', staging_schema: 'THERE' };
      requireEqual(schemasOf(driver, told), ['HERE', 'THERE'], 'Schemas as configured');
    },
  },
  {
    name: 'unknown_source_is_refused',
    catches: 'a misspelt source that makes a run do nothing; names that every object has',
    run: async ({ plugin }) => {
      for (const source of ['elsewhere', 'constructor']) {
        const transformer = createModelTransformer(plugin, { source });
        const describe = (): unknown => transformer.describe({ crm: 'CRM' });
        requireThat(
          failsWith(describe, 'source_not_configured'),
          () => `The source ${source} is not refused.`,
        );
      }
    },
  },
  {
    name: 'tables_are_described',
    catches: 'tables and columns that nobody can look up, or whose type belies their name',
    run: async (driver) => {
      const tables = describeTables(driver);
      const names = tables.map(({ name }) => name);
      requireEqual(names, [...new Set(names)], 'Names of tables');
      for (const table of tables) requireDescribed(table);
    },
  },
  {
    name: 'canonical_tables_are_there',
    catches: 'a canonical model that is not published, or has other columns',
    run: async (driver) => {
      const staging = describeTables(driver).filter(({ schema }) => schema.endsWith('_STAGING'));
      const expected = [...driver.published.map(({ name }) => name), ...driver.steps];
      requireEqual(staging.map(({ name }) => name).sort(), expected.sort(), 'Staging tables');
      for (const { name, columns } of driver.published) {
        const found = staging.find((table) => table.name === name)?.columns.map((column) => column.name);
        const wanted = columns.map((column) => column.name);
        requireEqual(found, wanted, `Columns of ${name}`);
      }
    },
  },
];

function describeTables({ plugin, source }: ModelDriver, config: object = {}): readonly DescribedTable[] {
  return createModelTransformer(plugin, config).describe({ [source]: source.toUpperCase() });
}

function schemasOf(driver: ModelDriver, config: object): readonly string[] {
  return [...new Set(describeTables(driver, config).map(({ schema }) => schema))].sort();
}

function failsWith(work: () => unknown, code: string): boolean {
  try {
    work();
    return false;
  } catch (error) {
    return (error as { readonly code?: unknown }).code === code;
  }
}

function requireDescribed({ name: table, description, primaryKey, columns }: DescribedTable): void {
  const names = columns.map(({ name }) => name);
  requireEqual(names, [...new Set(names)], `Columns of ${table}`);
  requireThat(
    primaryKey.every((key) => names.includes(key)),
    () => `The key of ${table} is not among its columns.`,
  );
  requireThat(description.endsWith('.'), () => `${table} has no sentence that describes it.`);
  for (const column of columns) requireColumn(table, column);
}

function requireColumn(table: string, { name, type, description }: DescribedColumn): void {
  const where = `${table}.${name}`;
  requireThat(NAME.test(name), () => `${where} is no name for a column.`);
  requireThat(description.endsWith('.'), () => `${where} has no sentence that describes it.`);
  const expected = typeByName(name);
  requireEqual(type, expected ?? type, `Type of ${where}`);
}

function typeByName(name: string): DescribedColumn['type'] | undefined {
  if (/(^|_)id$/.test(name)) return 'string';
  if (name.endsWith('_at')) return 'timestamp';
  return /^(is|has)_/.test(name) ? 'boolean' : undefined;
}
