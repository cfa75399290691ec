import type { DescribedTable } from '@etl/core';
import type { Model } from './model.js';

/** The tables of models as they are described to people. */
export function describeModels(models: readonly Model[]): readonly DescribedTable[] {
  return models.map(({ schema, name, description, primaryKey, columns }) => ({
    schema,
    name,
    description,
    primaryKey,
    columns,
  }));
}
