import type { FieldType } from '@etl/core';
import type { SqlDialect } from '../dialect.js';
import { quoteIdentifier, quoteText } from '../quote.js';
import type { Model } from './model.js';
import type { BuildMode } from './plan-models.js';

/** Temporary tables of one model's build; `number` tells models apart. */
export interface ScratchTables {
  /** Units whose inputs changed. */
  readonly units: string;
  /** Their new rows. */
  readonly rows: string;
  /** Keys of the rows that are not as they were. */
  readonly changes: string;
  /** Rows of the loaded inputs that belong to the units, by input. */
  readonly inputs: Readonly<Record<string, string>>;
}

export function nameScratchTables(number: number, model: Model): ScratchTables {
  const name = (what: string): string => `etl_model_${number}_${what}`;
  const loaded = Object.entries(model.inputs).filter(([, { kind }]) => kind === 'loaded');
  return {
    units: name('units'),
    rows: name('rows'),
    changes: name('changes'),
    inputs: Object.fromEntries(loaded.map(([input], index) => [input, name(`input_${index}`)])),
  };
}

/** Definitions of the tables that a build needs. Spelled out, for definitions come before all data. */
export function defineScratchTables(
  { columnTypes }: SqlDialect,
  model: Model,
  scratch: ScratchTables,
  mode: BuildMode,
): string[] {
  if (mode === 'created') return [];
  const typeOf = new Map<string, FieldType>(model.columns.map(({ name, type }) => [name, type]));
  const column = (name: string): string =>
    `${quoteIdentifier(name)} ${columnTypes[typeOf.get(name) ?? 'string']}`;
  const define = (table: string, columns: readonly string[]): string =>
    `CREATE OR REPLACE TEMPORARY TABLE ${table} (${columns.join(', ')})`;
  const units = model.unit.map(column);
  const flag = (name: string): string => `${name} ${columnTypes.boolean}`;
  const compared = [
    define(
      scratch.rows,
      model.columns.map(({ name }) => column(name)),
    ),
    define(scratch.changes, [...model.primaryKey.map(column), flag('was_there'), flag('is_there')]),
  ];
  if (mode === 'whole') return compared;
  const inputs = Object.values(scratch.inputs).map((table) =>
    define(table, [...units, `record ${columnTypes.string}`, flag('is_deleted')]),
  );
  return [define(scratch.units, units), ...inputs, ...compared];
}

/** Condition that names a table in a system table. */
export function isTable(table: { readonly schema: string; readonly name: string }): string {
  return `table_schema = ${quoteText(table.schema)} AND table_name = ${quoteText(table.name)}`;
}
