import { quoteText } from '@etl/sql';
import type { Model, ModelContext, ModelInput } from '@etl/sql/models';
import type { CanonicalModel } from '@etl/unified-model';
import type { Places } from '../places.js';

export interface Publication {
  readonly canonical: CanonicalModel;
  readonly unit: readonly string[];
  readonly inputs: Readonly<Record<string, ModelInput>>;
  /** SQL of the columns that this source knows, by name, from a row of `from`; the others are NULL. */
  readonly values: Readonly<Record<string, string>>;
  /** A relation with its alias, for a FROM clause. */
  readonly from: (context: ModelContext) => string;
}

/** A model that publishes a canonical one: its columns, `source` filled in, and NULL for what Gong does not say. */
export function publish(places: Places, { canonical, unit, inputs, values, from }: Publication): Model {
  const { name, description, primaryKey, columns } = canonical;
  return {
    schema: places.staging,
    name,
    description,
    primaryKey,
    unit,
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
