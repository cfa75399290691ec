import type { DescribedColumn } from '@etl/core';
import { quoteText } from '../quote.js';
import type { Model, ModelContext, ModelInput } from './model.js';
import type { Places } from './places.js';

/** A canonical model, published by one source. */
export interface Publication {
  readonly canonical: CanonicalTable;
  readonly unit: readonly string[];
  readonly inputs: Readonly<Record<string, ModelInput>>;
  /** SQL of the columns that this source knows, by name, from a row of `from`; the others are NULL. */
  readonly values: Readonly<Record<string, string>>;
  /** A relation with its alias, for a FROM clause. */
  readonly from: (context: ModelContext) => string;
}

/** A table that several sources publish in the same form. */
export interface CanonicalTable {
  readonly name: string;
  readonly description: string;
  readonly primaryKey: readonly string[];
  readonly columns: readonly DescribedColumn[];
}

/** A model that publishes a canonical one: its columns, `source` filled in, and NULL for what the source does not say. */
export function publish(places: Places, { canonical, unit, inputs, values, from }: Publication): Model {
  const { name, description, primaryKey, columns } = canonical;
  return {
    schema: places.staging,
    name,
    description,
    primaryKey,
    unit,
    // Whoever reads a canonical model knows its key; by which unit a source builds it is the source's own matter.
    followedBy: [...new Set([...unit, ...primaryKey])],
    canonical: name,
    columns: columns.map((column) => ({
      name: column.name,
      type: column.type,
      description: column.description,
    })),
    inputs,
    select: (context) => {
      const known: Readonly<Record<string, string>> = { ...values, source: quoteText(places.source) };
      const selected = columns.map((column) => {
        const value = known[column.name] ?? `CAST(NULL AS ${context.dialect.columnTypes[column.type]})`;
        return `${value} AS ${column.name}`;
      });
      return `SELECT ${selected.join(', ')}\nFROM ${from(context)}`;
    },
  };
}
