import { requireEqual, requireThat } from '../check/conformance-check.js';
import { createMemoryDestination } from '../memory-destination/memory-destination.js';
import { createDestinationDependencies } from '../tools/destination-dependencies.js';
import type { ModelCheck, ModelDriver, PublishedTable } from './model-driver.js';
import { createModelTransformer, type ModelWarehouse, type TransformedTables } from './model-warehouse.js';

/** What a model transformer builds. */
export const buildChecks: readonly ModelCheck[] = [
  {
    name: 'unknown_dialect_is_refused',
    catches: 'SQL sent to a destination that does not speak it',
    run: async ({ plugin, source }) => {
      const destination = createMemoryDestination().create(
        { location: 'x' },
        createDestinationDependencies(),
      );
      const { signal } = new AbortController();
      const session = await destination.connect(signal);
      const options = {
        schemas: { [source]: 'RAW' },
        capabilities: destination.capabilities,
        runId: 'run',
        signal,
      };
      const outcome = await createModelTransformer(plugin)
        .run(session, options)
        .then(
          () => 'built',
          (error: unknown) => (error as { readonly code?: unknown }).code,
        );
      requireEqual(outcome, 'unknown_dialect', 'What comes of it');
    },
  },
  {
    name: 'tables_are_as_described',
    catches:
      'columns that are missing, too many, or in another order; a table that nothing fills; NULL where a canonical model promises a value; clocks, chance and incomplete orders',
    run: (driver) =>
      withWarehouse(driver, async (warehouse) => {
        for (const [table, records] of Object.entries(driver.records))
          await warehouse.load(table, { records });
        const built = await warehouse.transform();
        for (const table of warehouse.describe()) {
          requireThat((built[table.name]?.changedRows ?? 0) > 0, () => `${table.name} has no row.`);
          const [row] = await warehouse.rows(table);
          const names = table.columns.map(({ name }) => name);
          requireEqual(Object.keys(row ?? {}), names, `Columns of ${table.name}`);
        }
        for (const table of driver.published) await requireFilled(warehouse, table);
        requireIdle(await warehouse.transform());
      }),
  },
  {
    name: 'one_table_is_enough',
    catches: 'a run that fails because a table is not loaded',
    run: async (driver) => {
      for (const [table, records] of Object.entries(driver.records)) {
        await withWarehouse(driver, async (warehouse) => {
          await warehouse.load(table, { records });
          await warehouse.transform();
          requireIdle(await warehouse.transform());
        });
      }
    },
  },
];

async function withWarehouse(
  { open }: ModelDriver,
  work: (warehouse: ModelWarehouse<string>) => Promise<void>,
): Promise<void> {
  const warehouse = await open();
  try {
    await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

async function requireFilled(
  warehouse: ModelWarehouse<string>,
  { name, columns }: PublishedTable,
): Promise<void> {
  const required = columns.filter((column) => column.required).map((column) => column.name);
  for (const row of await warehouse.staging(name)) {
    const empty = required.filter((column) => row[column] === null);
    requireEqual(empty, [], `Empty columns of ${name}`);
  }
}

function requireIdle(tables: TransformedTables): void {
  const changed = Object.values(tables).filter(({ changedRows }) => changedRows > 0);
  requireEqual(
    changed.map(({ table }) => table),
    [],
    'Tables that changed',
  );
}
