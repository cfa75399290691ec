import type { Batch } from '../contracts/batch.js';
import type { Table } from '../contracts/table.js';
import type { RecordTransformer } from '../contracts/transformer.js';

/** A batch as it is after all record transformers, in their order. */
export async function applyTransformers(
  batch: Batch,
  table: Table,
  transformers: readonly RecordTransformer[],
): Promise<Batch> {
  let result = batch;
  for (const transformer of transformers) result = await transformer.transform(result, table);
  return result;
}
