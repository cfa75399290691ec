import type { DescribedColumn } from '@etl/core';
import { column } from '@etl/sql/models';
import type { CanonicalModel } from '@etl/unified-model';

/** Columns of a canonical model, some of them, described as it does. */
export function canonicalColumns(
  { columns }: CanonicalModel,
  without: readonly string[] = [],
): readonly DescribedColumn[] {
  return columns
    .filter(({ name }) => !without.includes(name))
    .map(({ name, type, description }) => column(name, type, description));
}

export function namesOf(columns: readonly DescribedColumn[], alias: string): string {
  return columns.map(({ name }) => `${alias}.${name}`).join(', ');
}
