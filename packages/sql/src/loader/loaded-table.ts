import type { Field, Table } from '@etl/core';
import type { MergeTarget } from './merge-statements.js';

/** A table that is ready to be written. */
export interface LoadedTable {
  readonly table: Table;
  readonly target: MergeTarget;
  /** The column a field is stored in. */
  readonly columnOf: (field: Field) => string;
}
