import type { RecordTransformer, TableExtent } from '@etl/core';
import { expect, it } from 'vitest';
import { withoutAllTables } from './shared-transformers.js';

const batch = { kind: 'batch', table: 'things', records: [], fetched: 0 } as const;
const table = { name: 'things', fields: [], primaryKey: [] };

it('a transformer of a source that is left out is told that there are more tables, and works as before', () => {
  const extents: TableExtent[] = [];
  const transformer: RecordTransformer = {
    kind: 'record',
    name: 'counter',
    checkTables: (_, extent) => extents.push(extent),
    transform: (given) => ({ ...given, fetched: 7 }),
  };

  const shared = withoutAllTables(transformer);
  shared.checkTables?.([table], { isComplete: true });

  expect(extents).toEqual([{ isComplete: false }]);
  expect(shared).toMatchObject({ kind: 'record', name: 'counter' });
  expect(shared.transform(batch, table)).toEqual({ ...batch, fetched: 7 });
});
