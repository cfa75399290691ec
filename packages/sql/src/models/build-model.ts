import { FatalError, type Transaction } from '@etl/core';
import type { SqlDialect } from '../dialect.js';
import { METADATA_COLUMNS } from '../metadata-columns.js';
import { quoteIdentifier, quoteTable } from '../quote.js';
import { logChanges, selectChangedUnits } from './change-log.js';
import { matchKeys } from './match-keys.js';
import { nameOf } from './model-catalog.js';
import {
  columnOf,
  createModelContext,
  isInUnits,
  isOneOfUnits,
  selectLoaded,
  unitColumns,
  type ContextOptions,
} from './model-context.js';
import { doWork } from './model-work.js';
import type { Model, ModelInput } from './model.js';
import type { ModelPlan } from './plan-models.js';

export interface BuildOptions {
  readonly transaction: Transaction;
  readonly dialect: SqlDialect;
  readonly plan: ModelPlan;
  /** How far each input has been followed. */
  readonly watermarks: ReadonlyMap<string, number>;
  /** Of this run's entries in the change log. */
  readonly changeNumber: number;
  readonly runId: string;
  readonly signal: AbortSignal;
}

/**
 * Brings a model's table to what its inputs say, changing only rows that differ, and tells how many.
 *
 * @throws FatalError when the model gives two rows of one key, or a key without a value.
 */
export async function buildModel(options: BuildOptions): Promise<number> {
  const { transaction, plan } = options;
  const { model, scratch, mode } = plan;
  // Nothing stands there, and whoever reads it starts over: no comparison, and no log.
  if (mode === 'created') return insertRows(options, quoteTable(model.schema, model.name));
  if (mode === 'units' && !(await gatherUnits(options))) return 0;
  await insertRows(options, scratch.rows);
  const changed = await transaction.update(buildChanges(plan));
  if (changed === 0) return 0;
  await logChanges(options);
  const target = quoteTable(model.schema, model.name);
  const isSame = matchKeys(model, 't', 'c');
  const columns = columnList(model);
  await transaction.update(
    `DELETE FROM ${target} AS t USING ${scratch.changes} AS c WHERE ${isSame} AND c.was_there`,
  );
  await transaction.update(
    `INSERT INTO ${target} (${columns}) SELECT t.* FROM ${scratch.rows} AS t JOIN ${scratch.changes} AS c ON ${isSame} WHERE c.is_there`,
  );
  return changed;
}

/** Builds rows into a table and tells how many there are. */
async function insertRows(options: BuildOptions, table: string): Promise<number> {
  const { transaction, plan } = options;
  const { model, scratch, mode } = plan;
  const count = mode === 'units' || model.work !== undefined ? 1 : await countSlices(options);
  let built = 0;
  for (let number = 0; number < count; number += 1) {
    const restriction = mode === 'units' ? { scratch } : count === 1 ? {} : { slice: { number, count } };
    built += await insertPart(options, table, restriction);
  }
  await requireKeys(transaction, model, table);
  return built;
}

async function insertPart(
  { transaction, dialect, plan: { model, present }, signal }: BuildOptions,
  table: string,
  restriction: Pick<ContextOptions, 'scratch' | 'slice'>,
): Promise<number> {
  const context = createModelContext({ dialect, model, present, ...restriction });
  await doWork(transaction, model.work?.steps(context) ?? [], signal);
  const select = model.select(context);
  const columns = columnList(model);
  return transaction.update(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM (\n${select}\n) AS built`,
  );
}

/** What is built whole is built in parts whose sorting and grouping fit in memory, whatever the size of the inputs. */
async function countSlices({ transaction, plan: { model, present } }: BuildOptions): Promise<number> {
  const inputs = Object.entries(model.inputs).filter(
    ([name, { through }]) => present.has(name) && through === undefined,
  );
  const counts = inputs.map(
    ([, { schema, name }]) => `SELECT count(*) AS input_rows FROM ${quoteTable(schema, name)}`,
  );
  const [row] = await transaction.rows(
    `SELECT max(input_rows) AS input_rows FROM (${counts.join(' UNION ALL ')}) AS counts`,
  );
  return Math.max(1, Math.ceil(Number(row?.input_rows) / ROWS_OF_SLICE));
}

/** Half a gigabyte holds what becomes of so many rows with a page of text in each. */
const ROWS_OF_SLICE = 250_000;

function columnList({ columns }: Model): string {
  return columns.map(({ name }) => quoteIdentifier(name)).join(', ');
}

/** Finds what changed and, before any JSON is read, copies the rows that belong to it. False: nothing changed. */
async function gatherUnits(options: BuildOptions): Promise<boolean> {
  const { transaction, plan } = options;
  const { model, present, scratch } = plan;
  const inputs = Object.entries(model.inputs).filter(([name]) => present.has(name));
  const changed = inputs.map(([name, input]) => selectChanged(options, name, input));
  const names = model.unit.map(quoteIdentifier);
  const filled = names.map((name) => `${name} IS NOT NULL`).join(' AND ');
  const units = await transaction.update(
    `INSERT INTO ${scratch.units} SELECT * FROM (\n${changed.join('\nUNION\n')}\n) AS changed (${names.join(', ')}) WHERE ${filled}`,
  );
  if (units === 0) return false;
  for (const [name, input] of inputs.filter(([, { kind }]) => kind === 'loaded')) {
    await transaction.update(
      `INSERT INTO ${scratch.inputs[name]} ${selectLoaded(model, input)} WHERE ${isInUnits(model, input, scratch)}`,
    );
  }
  return true;
}

function selectChanged(
  { dialect, plan: { model }, watermarks }: BuildOptions,
  name: string,
  input: ModelInput,
): string {
  const after = watermarks.get(name) ?? 0;
  if (input.kind === 'model') return selectChangedUnits({ dialect, model, input, after });
  const units = unitColumns(model, input).map(({ name: column, sql }) => `${sql} AS ${column}`);
  return `SELECT ${units.join(', ')} FROM ${quoteTable(input.schema, input.name)} AS i WHERE i.${METADATA_COLUMNS.commit} > ${after}`;
}

/** Keys whose row is new, gone, or another. */
function buildChanges({ model, scratch, mode }: ModelPlan): string {
  const keys = model.primaryKey.map(quoteIdentifier);
  const values = model.columns
    .filter(({ name }) => !model.primaryKey.includes(name))
    .map(({ name }) => quoteIdentifier(name));
  const isOther = values.map((column) => `o.${column} IS DISTINCT FROM n.${column}`);
  const oldRows = `SELECT t.*, TRUE AS was_there FROM ${quoteTable(model.schema, model.name)} AS t`;
  const restriction = mode === 'units' ? ` WHERE ${isOwnUnit(model, scratch.units)}` : '';
  return [
    `INSERT INTO ${scratch.changes}`,
    `SELECT ${keys.map((key) => `coalesce(o.${key}, n.${key})`).join(', ')}, o.was_there IS NOT NULL, n.is_there IS NOT NULL`,
    `FROM (${oldRows}${restriction}) AS o`,
    `FULL OUTER JOIN (SELECT t.*, TRUE AS is_there FROM ${scratch.rows} AS t) AS n ON ${matchKeys(model, 'o', 'n')}`,
    `WHERE ${['o.was_there IS NULL', 'n.is_there IS NULL', ...isOther].join(' OR ')}`,
  ].join('\n');
}

function isOwnUnit(model: Model, units: string): string {
  return isOneOfUnits(model, model.unit.map(columnOf('t')), units);
}

async function requireKeys(transaction: Transaction, model: Model, table: string): Promise<void> {
  const keys = model.primaryKey.map(quoteIdentifier);
  const isEmpty = keys.map((key) => `${key} IS NULL`).join(' OR ');
  const [row] = await transaction.rows(
    `SELECT count(*) AS wrong FROM (SELECT ${keys.join(', ')} FROM ${table} GROUP BY ${keys.join(', ')} HAVING count(*) > 1 OR ${isEmpty}) AS keys`,
  );
  if (Number(row?.wrong) === 0) return;
  throw new FatalError({
    code: 'model_keys',
    message: `The model ${nameOf(model)} gives ${Number(row?.wrong)} keys (${model.primaryKey.join(', ')}) more than one row, or no value; nothing was built.`,
    remedy: 'This is a defect of the transformer: report it to its author.',
  });
}
