import type { Transaction } from '@etl/core';
import type { SqlDialect } from '../dialect.js';
import { SYSTEM_SCHEMA } from '../loader/system-tables.js';
import { quoteIdentifier, quoteTable, quoteText } from '../quote.js';
import type { BuildOptions } from './build-model.js';
import { matchKeys } from './match-keys.js';
import { columnOf, findThrough, isAmong, unitColumns } from './model-context.js';
import type { Model, ModelInput } from './model.js';
import { isTable } from './scratch-tables.js';

/**
 * What changed in models, for models that read them: a table and the values of its `followedBy` columns, with a rising
 * number. Rows that are gone are in here and nowhere else, so the tables themselves hold nothing but what is true. Each
 * value has one entry, the last: the log grows with the tables, not with time.
 */
const CHANGES = `${SYSTEM_SCHEMA}.model_changes`;

/** The number for the entries of a run. */
export async function nextChangeNumber(transaction: Transaction): Promise<number> {
  const [row] = await transaction.rows(`SELECT coalesce(max(number), 0) AS latest FROM ${CHANGES}`);
  return Number(row?.latest) + 1;
}

/** Logs what the rows that differ say, as they were and as they will be. Before they are written. */
export async function logChanges({
  transaction,
  dialect,
  plan,
  changeNumber,
  runId,
}: BuildOptions): Promise<void> {
  const { model, scratch } = plan;
  const columns = model.followedBy ?? model.unit;
  const key = dialect.objectOf(
    Object.fromEntries(columns.map((name) => [name, `t.${quoteIdentifier(name)}`])),
  );
  const keysOf = (table: string, flag: string): string =>
    `SELECT ${key} AS key FROM ${table} AS t JOIN ${scratch.changes} AS c ON ${matchKeys(model, 't', 'c')} WHERE c.${flag}`;
  const keys = [
    keysOf(quoteTable(model.schema, model.name), 'was_there'),
    keysOf(scratch.rows, 'is_there'),
  ].join(' UNION ');
  const names = [model.schema, model.name].map(quoteText).join(', ');
  await transaction.update(
    `INSERT INTO ${CHANGES} SELECT ${changeNumber}, ${names}, key, ${quoteText(runId)} FROM (${keys}) AS changed`,
  );
  await transaction.update(
    [
      `DELETE FROM ${CHANGES} AS t USING ${CHANGES} AS c WHERE t.number < ${changeNumber} AND c.number = ${changeNumber}`,
      `AND t.key = c.key AND t.table_schema = c.table_schema AND t.table_name = c.table_name`,
      `AND c.table_schema = ${quoteText(model.schema)} AND c.table_name = ${quoteText(model.name)}`,
    ].join(' '),
  );
}

export interface ChangedUnits {
  readonly dialect: SqlDialect;
  readonly model: Model;
  readonly input: ModelInput;
  /** Changes with a higher number are looked at. */
  readonly after: number;
}

/** SELECT of the model's units that changes of an input concern. */
export function selectChangedUnits({ dialect, model, input, after }: ChangedUnits): string {
  const valueOf = (name: string): string => dialect.listElement(dialect.extractTexts('key', [[name]]), 0);
  const through = findThrough(model, input);
  const changes = `${CHANGES} WHERE ${isTable(input)} AND number > ${after}`;
  if (input.concerns !== undefined) {
    const own = quoteTable(model.schema, model.name);
    return input.concerns({ relation: `(SELECT key FROM ${changes})`, column: valueOf, own });
  }
  const selectUnits = (column: (name: string) => string): string =>
    unitColumns(model, input, column)
      .map(({ name, sql }) => `${sql} AS ${name}`)
      .join(', ');
  if (through === undefined) return `SELECT ${selectUnits(valueOf)} FROM ${changes}`;
  const { table, own, other } = through;
  const isReached =
    own.length === 0
      ? `EXISTS (SELECT 1 FROM ${changes})`
      : isAmong(other.map(columnOf('l')), own.map(valueOf), changes);
  return `SELECT ${selectUnits(columnOf('l'))} FROM ${table} AS l WHERE ${isReached}`;
}
