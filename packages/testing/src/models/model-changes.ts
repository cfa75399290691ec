import type { ModelWarehouse } from './model-warehouse.js';

/** Something that happens to one record of a table. */
export interface ModelChange<Name extends string> {
  readonly table: Name;
  readonly number: number;
  /** Which of several versions of the record is there now; none: it is gone. */
  readonly version?: number | undefined;
}

/** Makes a table's record in a version, with its key. */
export type MakeRecord = (
  number: number,
  version: number,
) => readonly [record: object, key: readonly string[]];

/** Brings what the last change to each record says, a load for each table. */
export async function applyChanges<Name extends string>(
  warehouse: Pick<ModelWarehouse<Name>, 'load'>,
  make: Readonly<Record<Name, MakeRecord>>,
  changes: readonly ModelChange<Name>[],
): Promise<void> {
  const last = new Map(changes.map((change) => [`${change.table} ${change.number}`, change]));
  const tables = new Set([...last.values()].map(({ table }) => table));
  for (const table of tables) {
    const made = [...last.values()]
      .filter((change) => change.table === table)
      .map(({ number, version }) => ({ version, made: make[table](number, version ?? 0) }));
    await warehouse.load(table, {
      records: made.filter(({ version }) => version !== undefined).map((one) => one.made[0]),
      deleted: made.filter(({ version }) => version === undefined).map((one) => one.made[1]),
    });
  }
}

/** Every table of the transformer, row by row, by its name without the schema. */
export async function readModels<Name extends string>(
  warehouse: ModelWarehouse<Name>,
  config: object = {},
): Promise<Readonly<Record<string, unknown>>> {
  const found: Record<string, unknown> = {};
  for (const table of warehouse.describe(config)) {
    found[table.name] = await warehouse.rows(table).catch(() => 'not built');
  }
  return found;
}

/** Builds everything from nothing in schemas of its own and reads it, to be compared with what was built step by step. */
export async function readFreshModels<Name extends string>(
  warehouse: ModelWarehouse<Name>,
  name: string,
): Promise<Readonly<Record<string, unknown>>> {
  const config = { schema: `FRESH_${name}`, staging_schema: `FRESH_STAGING_${name}` };
  await warehouse.transform(config);
  return readModels(warehouse, config);
}
