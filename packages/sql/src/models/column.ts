import type { DescribedColumn } from '@etl/core';

/** A column of a model. */
export function column(name: string, type: DescribedColumn['type'], description: string): DescribedColumn {
  return { name, type, description };
}
