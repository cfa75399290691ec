import type { SqlDialect } from '../dialect.js';
import { METADATA_COLUMNS } from '../metadata-columns.js';
import { quoteIdentifier, quoteTable } from '../quote.js';
import type { Model, ModelContext, ModelInput } from './model.js';
import { nameWorkTable } from './model-work.js';
import type { ScratchTables } from './scratch-tables.js';

const { record, deletedAt } = METADATA_COLUMNS;

export interface ContextOptions {
  readonly dialect: SqlDialect;
  readonly model: Model;
  /** Those of the model's inputs that are there. */
  readonly present: ReadonlySet<string>;
  /** Restricts the rows to the units in these tables; without them, everything is read. */
  readonly scratch?: ScratchTables;
}

/** What a model's SELECT is written with, for everything or for some units. */
export function createModelContext(options: ContextOptions): ModelContext {
  const { dialect, model, present } = options;
  const relation = (name: string, live: boolean): string => {
    const input = model.inputs[name];
    if (input === undefined || !present.has(name)) {
      throw new Error(`Model ${model.name} asks for rows of "${name}", which it does not have.`);
    }
    return buildRelation(options, name, input, live);
  };
  return {
    dialect,
    has: (name) => present.has(name),
    rows: (name) => relation(name, true),
    deleted: (name) => relation(name, false),
    table: (name) => nameWorkTable(model, name),
    own: quoteTable(model.schema, model.name),
  };
}

function buildRelation(options: ContextOptions, name: string, input: ModelInput, live: boolean): string {
  if (input.kind === 'model') return buildModelRelation(options, input);
  const { model, scratch, dialect } = options;
  const loaded = scratch === undefined ? `(${selectLoaded(model, input)})` : (scratch.inputs[name] ?? '');
  const units = model.unit.map(quoteIdentifier);
  const isWanted = live ? 'NOT is_deleted' : 'is_deleted';
  if (!live || input.isKeyOnly === true) {
    return `(SELECT ${units.join(', ')} FROM ${loaded} AS loaded WHERE ${isWanted})`;
  }
  const rows = dialect.inSmallBatches(
    `(SELECT * FROM ${loaded} AS loaded WHERE ${isWanted})`,
    units.at(-1) ?? '',
  );
  return `(SELECT ${units.join(', ')}, ${dialect.readableJson('record')} AS record FROM ${rows} AS live)`;
}

/** The columns of an input's scratch table, out of the loaded table `i`. */
export function selectLoaded(model: Model, input: ModelInput): string {
  const units = unitColumns(model, input).map(({ name, sql }) => `${sql} AS ${name}`);
  const text = input.isKeyOnly === true ? 'NULL' : `i.${record}`;
  return [
    `SELECT ${units.join(', ')}, ${text} AS record, i.${deletedAt} IS NOT NULL AS is_deleted`,
    `FROM ${quoteTable(input.schema, input.name)} AS i`,
  ].join(' ');
}

function buildModelRelation({ model, scratch }: ContextOptions, input: ModelInput): string {
  const table = quoteTable(input.schema, input.name);
  if (scratch === undefined || input.unit === undefined) return table;
  return `(SELECT i.* FROM ${table} AS i WHERE ${isInUnits(model, input, scratch)})`;
}

/** Condition that a row `i` of an input belongs to one of the units. */
export function isInUnits(model: Model, input: ModelInput, { units }: ScratchTables): string {
  return isOneOfUnits(
    model,
    unitColumns(model, input).map(({ sql }) => sql),
    units,
  );
}

/**
 * Condition that these values of the unit's columns are those of one of the units. No correlated subquery: to decide
 * one, a planner may put all columns of all rows aside. And one column by itself with a condition that is always true:
 * only so DuckDB looks at this column first, and reads the others where it may be one of the units.
 */
export function isOneOfUnits({ unit }: Model, values: readonly string[], units: string): string {
  const names = unit.map(quoteIdentifier);
  const last = names.length - 1;
  const isKnown = `${values[last]} IN (SELECT ${names[last]} FROM ${units} WHERE ${names[last]} >= '')`;
  if (last === 0) return isKnown;
  return `${isKnown} AND (${values.join(', ')}) IN (SELECT ${names.join(', ')} FROM ${units})`;
}

/** The unit's columns, quoted, with the SQL that gives them from a row of the input; default: row `i` of its table. */
export function unitColumns(
  model: Model,
  input: ModelInput,
  column: (name: string) => string = (name) => `i.${quoteIdentifier(name)}`,
): readonly { readonly name: string; readonly sql: string }[] {
  const values = input.unit?.(column) ?? [];
  return model.unit.map((name, index) => ({ name: quoteIdentifier(name), sql: values[index] ?? 'NULL' }));
}
