import type { Batch, StreamItem } from '../../contracts/batch.js';
import type { ReadRequest, Stream } from '../../contracts/stream.js';

/** A stream over table `things` (and an unused `others`) that yields what `read` yields. */
export function toyStream(
  read: (request: ReadRequest) => AsyncIterable<StreamItem>,
  name = 'things_walk',
): Stream {
  const table = (tableName: string) => ({
    name: tableName,
    fields: [
      { name: 'id', path: ['id'], type: 'string' as const },
      { name: 'title', path: ['title'], type: 'string' as const },
      { name: 'changed_at', path: ['changedAt'], type: 'timestamp' as const },
      { name: 'signed_url', path: ['url'], type: 'string' as const, volatile: true },
    ],
    primaryKey: ['id'],
    version: 'changed_at',
  });
  return { name, tables: [table('things'), table('others')], plan: () => [], read };
}

/** A batch of records with these ids; `resumeAt` adds a checkpoint. */
export function thingBatch(ids: readonly string[], resumeAt?: string): Batch {
  return {
    kind: 'batch',
    table: 'things',
    records: ids.map((id) => ({ text: JSON.stringify({ id }) })),
    fetched: ids.length,
    ...(resumeAt === undefined ? {} : { checkpoints: [{ kind: 'resume', partition: '', value: resumeAt }] }),
  };
}
