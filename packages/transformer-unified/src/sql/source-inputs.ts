import { quoteText } from '@etl/sql';
import type { ModelContext, ModelInput } from '@etl/sql/models';
import type { CanonicalModel } from '@etl/unified-model';
import type { Places } from '../places.js';

/** A canonical model of one source, as an input. */
export interface SourceInput {
  readonly name: string;
  readonly source: string;
  readonly input: ModelInput;
}

type Row = (column: string) => string;

/** The canonical model of every source that publishes it; `unit` gives the unit's columns of a row. */
export function sourceInputs(
  { published }: Places,
  { name: canonical }: CanonicalModel,
  unit: (row: Row, source: string) => readonly string[],
): readonly SourceInput[] {
  return published
    .filter((model) => model.canonical === canonical)
    .map(({ schema, name, source }) => ({
      name: `${canonical}:${source}`,
      source,
      input: { schema, name, kind: 'model', unit: (row) => unit(row, source), isOptional: true },
    }));
}

/** As `inputs` of a model. */
export function asInputs(sources: readonly SourceInput[]): Readonly<Record<string, ModelInput>> {
  return Object.fromEntries(sources.map(({ name, input }) => [name, input]));
}

/** SELECT of rows of all sources that are there; without any, of no row of `columns`. */
export function unionSources(
  context: ModelContext,
  sources: readonly SourceInput[],
  select: (rows: string, source: string) => string,
  nothing: string,
): string {
  const selects = sources
    .filter(({ name }) => context.has(name))
    .map(({ name, source }) => select(context.rows(name), quoteText(source)));
  return selects.length === 0 ? nothing : selects.join('\nUNION ALL\n');
}

/** SELECT of no row, with columns of these types. */
export function selectNothing(
  { dialect }: ModelContext,
  columns: readonly { readonly name: string; readonly type: keyof ModelContext['dialect']['columnTypes'] }[],
): string {
  const nulls = columns.map(({ name, type }) => `CAST(NULL AS ${dialect.columnTypes[type]}) AS ${name}`);
  return `SELECT ${nulls.join(', ')} WHERE FALSE`;
}
