import type { FieldType, Transaction } from '@etl/core';
import type { SqlDialect } from '../dialect.js';
import { quoteIdentifier } from '../quote.js';
import type { Model, ModelContext } from './model.js';

/** What a model works out in temporary tables of its own, which are empty when it begins. */
export interface ModelWork {
  /** Types of their columns, by the name under which `ModelContext.table` gives them. */
  readonly tables: Readonly<Record<string, Readonly<Record<string, FieldType>>>>;
  /** In their order. The same inputs must lead to the same rows, whatever order the database finds rows in. */
  readonly steps: (context: ModelContext) => readonly WorkStep[];
}

/**
 * An INSERT, UPDATE or DELETE; or several, repeated in their order until the last of them changes no row; or one, with the
 * steps that follow when it changes rows, and those that follow when it changes none.
 */
export type WorkStep = string | { readonly repeat: readonly string[] } | ChosenSteps;

/** Steps that depend on whether a statement changes a row. */
export interface ChosenSteps {
  readonly when: string;
  readonly then: readonly WorkStep[];
  readonly otherwise?: readonly WorkStep[];
}

export function nameWorkTable({ name }: Model, table: string): string {
  return quoteIdentifier(`etl_work_${name}_${table}`);
}

/** Definitions of the tables that a model works in. */
export function defineWorkTables({ columnTypes }: SqlDialect, model: Model): string[] {
  return Object.entries(model.work?.tables ?? {}).map(([table, columns]) => {
    const defined = Object.entries(columns).map(
      ([column, type]) => `${quoteIdentifier(column)} ${columnTypes[type]}`,
    );
    return `CREATE OR REPLACE TEMPORARY TABLE ${nameWorkTable(model, table)} (${defined.join(', ')})`;
  });
}

/** Does the work, and can be stopped between any two statements. */
export async function doWork(
  transaction: Transaction,
  steps: readonly WorkStep[],
  signal: AbortSignal,
): Promise<void> {
  for (const step of steps) {
    signal.throwIfAborted();
    if (typeof step === 'string') await transaction.update(step);
    else if ('repeat' in step) await repeatUntilNothingChanges(transaction, step.repeat, signal);
    else await chooseSteps(transaction, step, signal);
  }
}

async function chooseSteps(
  transaction: Transaction,
  { when, then, otherwise = [] }: ChosenSteps,
  signal: AbortSignal,
): Promise<void> {
  const changed = await transaction.update(when);
  await doWork(transaction, changed > 0 ? then : otherwise, signal);
}

async function repeatUntilNothingChanges(
  transaction: Transaction,
  statements: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  let changed = 1;
  while (changed > 0) {
    for (const statement of statements) {
      signal.throwIfAborted();
      changed = await transaction.update(statement);
    }
  }
}
