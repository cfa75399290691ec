/** What a column holds; the names and meanings of `FieldType` in `@etl/core`. */
export type CanonicalType =
  'string' | 'integer' | 'number' | 'decimal' | 'boolean' | 'timestamp' | 'date' | 'json';

export interface CanonicalColumn {
  readonly name: string;
  readonly type: CanonicalType;
  /** What it holds: unit, form, and what NULL means. */
  readonly description: string;
  /** Whether it is never NULL. */
  readonly required: boolean;
}

/**
 * A table that every source publishes in the same form, so that readers need to know no source.
 *
 * Rules for all of them:
 *
 * - A source publishes what it says itself and nothing else; what it does not know is NULL.
 * - Ids are text of the form `<record_type>:<record_id>`, unique within the source and the same in every build.
 * - `source` is the source's name in the configuration: ids of two sources never mean the same thing.
 * - Instants are UTC. Lengths of time are seconds. Money comes with its currency or not at all.
 * - Records that are deleted at the source have no row.
 */
export interface CanonicalModel {
  /** The table's name, and the name it is published under. */
  readonly name: string;
  readonly description: string;
  readonly primaryKey: readonly string[];
  readonly columns: readonly CanonicalColumn[];
}
