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
  /** Restricts what is read without them to one part of the units. */
  readonly slice?: Slice;
}

/** One of several parts of about the same size. */
export interface Slice {
  /** From 0. */
  readonly number: number;
  readonly count: number;
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
  const whole = `(${selectLoaded(model, input)}${whereInSlice(options, input)})`;
  const loaded = scratch === undefined ? whole : (scratch.inputs[name] ?? '');
  const units = model.unit.map(quoteIdentifier);
  const isWanted = live ? 'NOT is_deleted' : 'is_deleted';
  if (!live || input.isKeyOnly === true) {
    return `(SELECT ${units.join(', ')} FROM ${loaded} AS loaded WHERE ${isWanted})`;
  }
  const rows = dialect.inSmallBatches(
    `(SELECT * FROM ${loaded} AS loaded WHERE ${isWanted})`,
    units.at(-1) ?? '',
    'record',
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

function buildModelRelation(options: ContextOptions, input: ModelInput): string {
  const { model, scratch } = options;
  const table = quoteTable(input.schema, input.name);
  if (input.unit === undefined) return table;
  const where = whereInSlice(options, input);
  if (scratch === undefined) return where === '' ? table : `(SELECT i.* FROM ${table} AS i${where})`;
  return `(SELECT i.* FROM ${table} AS i WHERE ${isInUnits(model, input, scratch)})`;
}

function whereInSlice({ dialect, model, slice }: ContextOptions, input: ModelInput): string {
  if (slice === undefined || input.through !== undefined) return '';
  // As texts: a unit's column may be a date in one input and a text in another.
  const texts = unitColumns(model, input).map(({ sql }) => `CAST(${sql} AS ${dialect.columnTypes.string})`);
  return ` WHERE ${dialect.isInSlice(texts, slice.number, slice.count)}`;
}

/**
 * Condition that a row `i` of an input belongs to one of the units. Written as IN, which databases know how to answer from the
 * statistics of a column without reading the rows; an EXISTS is not looked through.
 */
export function isInUnits(model: Model, input: ModelInput, { units }: ScratchTables): string {
  const through = findThrough(model, input);
  const row = through === undefined ? 'i' : 'l';
  const values = unitColumns(model, input, columnOf(row)).map(({ sql }) => sql);
  const isOne = isOneOfUnits(model, values, units);
  if (through === undefined) return isOne;
  const links = `${through.table} AS l WHERE ${isOne}`;
  const { own, other } = through;
  if (own.length === 0) return `EXISTS (SELECT 1 FROM ${links})`;
  return isAmong(own.map(columnOf('i')), other.map(columnOf('l')), links);
}

/**
 * Condition that these values of the unit's columns are those of one of the units. A text by itself goes first, with a
 * condition that is always true: only so DuckDB looks at this column first, and reads the others where it may be one of the units.
 */
export function isOneOfUnits(model: Model, values: readonly string[], units: string): string {
  const names = model.unit.map(quoteIdentifier);
  const isOne = isAmong(values, names, units);
  const last = model.unit.length - 1;
  const name = names[last] ?? '';
  const isText = model.columns.some((column) => column.name === model.unit[last] && column.type === 'string');
  if (!isText) return isOne;
  const isKnown = isAmong([values[last] ?? ''], [name], `${units} WHERE ${name} >= ''`);
  return last === 0 ? isKnown : `${isKnown} AND ${isOne}`;
}

/** Condition that values are those of a row of `from`. */
export function isAmong(values: readonly string[], columns: readonly string[], from: string): string {
  return `(${values.join(', ')}) IN (SELECT ${columns.join(', ')} FROM ${from})`;
}

/** The input by way of which another reaches units, and the columns of both that are equal. */
export function findThrough({ name, inputs }: Model, { through }: ModelInput): Link | undefined {
  if (through === undefined) return undefined;
  const link = inputs[through.input];
  if (link === undefined) throw new Error(`Model ${name} has no input "${through.input}".`);
  return {
    name: through.input,
    table: quoteTable(link.schema, link.name),
    own: Object.keys(through.on),
    other: Object.values(through.on),
  };
}

interface Link {
  readonly name: string;
  readonly table: string;
  readonly own: readonly string[];
  readonly other: readonly string[];
}

type ColumnOf = (name: string) => string;

export function columnOf(row: string): ColumnOf {
  return (name) => `${row}.${quoteIdentifier(name)}`;
}

/** The unit's columns, quoted, with the SQL that gives them from a row of the input; default: row `i` of its table. */
export function unitColumns(
  model: Model,
  input: ModelInput,
  column: ColumnOf = columnOf('i'),
): readonly { readonly name: string; readonly sql: string }[] {
  const values = input.unit?.(column) ?? [];
  return model.unit.map((name, index) => ({ name: quoteIdentifier(name), sql: values[index] ?? 'NULL' }));
}
