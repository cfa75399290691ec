import type { Batch, Checkpoint, Field, FieldType, Instant, Table } from '@etl/core';

/** A field whose path is its own name. */
export function field(name: string, type: FieldType, extra: Partial<Field> = {}): Field {
  return { name, path: [name], type, description: `Value of ${name}.`, ...extra };
}

/** Records without versions: the last delivery wins. */
export const PEOPLE: Table = {
  name: 'people',
  fields: [field('id', 'string'), field('name', 'string'), field('link', 'string', { volatile: true })],
  primaryKey: ['id'],
};

/** Records ordered by an instant. */
export const DEALS: Table = {
  name: 'deals',
  fields: [field('id', 'string'), field('stage', 'string'), field('updated_at', 'timestamp')],
  primaryKey: ['id'],
  version: 'updated_at',
};

/** Records ordered by a whole number, with a key of two parts. */
export const LINES: Table = {
  name: 'lines',
  fields: [
    field('deal_id', 'string'),
    field('line_id', 'string'),
    field('amount', 'integer'),
    field('revision', 'integer'),
  ],
  primaryKey: ['deal_id', 'line_id'],
  version: 'revision',
};

/** A batch of JSON values, or of texts where the text itself matters. */
export function batchOf(
  table: Table,
  records: readonly (object | string)[],
  extra: Partial<Omit<Batch, 'kind' | 'table' | 'records'>> = {},
): Batch {
  const texts = records.map((record) => ({
    text: typeof record === 'string' ? record : JSON.stringify(record),
  }));
  return { kind: 'batch', table: table.name, records: texts, fetched: texts.length, ...extra };
}

/** A batch that only deletes. */
export function deletionOf(table: Table, key: readonly string[], version?: string): Batch {
  const deletion = {
    key,
    evidence: `told gone: ${key.join('/')}`,
    ...(version === undefined ? {} : { version }),
  };
  return { kind: 'batch', table: table.name, records: [], fetched: 0, deletions: [deletion] };
}

/** People with the ids `from` to `to - 1`. */
export function people(from: number, to: number): { readonly id: string; readonly name: string }[] {
  return Array.from({ length: to - from }, (_, index) => ({
    id: `p${from + index}`,
    name: `Person ${from + index}`,
  }));
}

const LOOK_BACK = 3_600_000;

/** The claim that `[from, to)` was read whole, long enough after `to` to be settled. */
export function covered(from: Instant, to: Instant, partition = ''): Checkpoint {
  return { kind: 'covered', partition, from, to, readAt: to + LOOK_BACK, scope: 'all', lookBack: LOOK_BACK };
}
