import type { DescribedColumn, DescribedTable } from '@etl/core';
import type { ModelWork } from './model-work.js';
import type { SqlDialect } from '../dialect.js';

/**
 * A table that is worked out from other tables, unit by unit.
 *
 * A unit is what changes together: all rows of one call, say. When an input row of a unit changes, the rows of that unit
 * are built anew and compared with what stands there; nothing else is looked at.
 */
export interface Model extends DescribedTable {
  readonly columns: readonly DescribedColumn[];
  /** Columns whose values tell rows apart, never NULL, the same for the same thing in every build. */
  readonly primaryKey: readonly string[];
  /** Columns, of type `string` or `date`, that name the unit. All rows of equal values are built together. */
  readonly unit: readonly string[];
  /**
   * Columns, of type `string` or `date`, whose values are told to models that read this one when a row changes; default: the unit.
   * Readers that work by another unit need those of their unit here.
   */
  readonly followedBy?: readonly string[];
  /** Name of the canonical model that this table publishes, so that readers of all sources find it. */
  readonly canonical?: string;
  /** By the names under which `select` asks for them, in the order in which they are looked at. At least one. */
  readonly inputs: Readonly<Record<string, ModelInput>>;
  /** What is worked out in temporary tables before `select` reads them, where one SELECT cannot say it. */
  readonly work?: ModelWork;
  /**
   * The rows, as a SELECT of exactly the columns, by name. It may only read what the context hands out, and must give the
   * same rows for the same inputs: no clock, no chance, every order complete, NULLS FIRST or LAST said.
   */
  readonly select: (context: ModelContext) => string;
}

/** SQL for the columns of a unit, in their order, from a row whose columns `column` gives the SQL of. */
export type UnitOf = (column: (name: string) => string) => readonly string[];

/** A table a model reads. A model is left out while a needed input, or every input, is missing. */
export interface ModelInput {
  readonly schema: string;
  readonly name: string;
  /** `loaded`: written by a stream. `model`: another model, of this transformer an earlier one in its list. */
  readonly kind: 'loaded' | 'model';
  /**
   * SQL for the unit's columns, from a row of the input; `column` gives the SQL of one of its columns. Of a loaded table
   * only key columns are sure to be there, of a model those of `followedBy`, which are texts. With `through`, a row of the
   * input it names. Without it (only of a model) the rows are of no unit: `rows` gives them all, and `concerns` says which
   * units a change is about.
   */
  readonly unit?: UnitOf;
  /** Of a model whose rows do not say which units they concern: the input that does. */
  readonly through?: ThroughInput;
  /** Where only a join tells which units a change of a model is about: SELECT of the unit's columns, in their order. */
  readonly concerns?: (changed: ChangedRows) => string;
  /** Whether the model can do without. */
  readonly isOptional?: boolean;
  /** Of a loaded table, whether only the existence and the deletion of its rows matter. */
  readonly isKeyOnly?: boolean;
}

/**
 * How a row reaches units by way of another input: those of its rows that match. Such a row costs a look at the keys of that
 * input when it changes, and nothing while it does not.
 */
export interface ThroughInput {
  /** Name of another input of the same model, without `through` of its own. It is there whenever this one is read. */
  readonly input: string;
  /** Columns of this input (of its `followedBy`), each with that of the other it equals; none: every row matches. */
  readonly on: Readonly<Record<string, string>>;
}

/** Rows of a model that differ, as they were and as they are. */
export interface ChangedRows {
  readonly relation: string;
  /** SQL of one of the model's `followedBy` columns, from a row of the relation. */
  readonly column: (name: string) => string;
  /** The table of the model that reads them, as the last run left it. */
  readonly own: string;
}

/** What a SELECT is written with. */
export interface ModelContext {
  readonly dialect: SqlDialect;
  /** Whether an optional input is there. */
  readonly has: (input: string) => boolean;
  /**
   * Relation with an input's rows of the units in question. Of a loaded table: the unit's columns and, unless it is
   * key-only, `record` (JSON text that the dialect's functions take), of rows not marked deleted. Of a model: its columns.
   */
  readonly rows: (input: string) => string;
  /** Relation with the unit's columns of a loaded input's rows that are marked deleted. */
  readonly deleted: (input: string) => string;
  /** A temporary table of the model's work. */
  readonly table: (name: string) => string;
  /** The model's own table, as the last run left it. */
  readonly own: string;
}
