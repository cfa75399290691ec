import type { Batch, Field, RecordTransformer, Table } from '@etl/core';
import { transformer } from '../transformer.js';

export const KEY = 'a key for tests, of more than 32 characters';

export function field(name: string, type: Field['type'], path: string, options: Partial<Field> = {}): Field {
  return { name, path: path.split('.'), type, ...options };
}

const PII = { pii: true };

export const people: Table = {
  name: 'people',
  primaryKey: ['id'],
  version: 'updated_at',
  fields: [
    field('id', 'string', 'meta.id'),
    field('email', 'string', 'contact.email', PII),
    field('phone', 'string', 'contact.phone', PII),
    field('city', 'string', 'contact.city'),
    field('friends', 'json', 'friends', PII),
    field('settings', 'json', 'settings'),
    field('age', 'integer', 'age'),
    field('updated_at', 'timestamp', 'updatedAt'),
  ],
};

/** The transformer with these options. */
export function createMask(options: Readonly<Record<string, unknown>>): RecordTransformer {
  const created = transformer.create(transformer.configSchema.parse({ key: KEY, ...options }));
  if (created.kind !== 'record') throw new Error('This is no record transformer.');
  return created;
}

export function batchOf(texts: readonly string[], rest: Partial<Batch> = {}): Batch {
  return {
    kind: 'batch',
    table: 'people',
    records: texts.map((text) => ({ text })),
    fetched: texts.length,
    ...rest,
  };
}

/** One record as it leaves the transformer. */
export async function maskText(
  options: Readonly<Record<string, unknown>>,
  text: string,
  table: Table = people,
): Promise<string> {
  const { records } = await createMask(options).transform(batchOf([text]), table);
  return records[0]?.text ?? '';
}

/** Rules for the table of the fixture. */
export function rules(people: Readonly<Record<string, string>>, rest = {}) {
  return { tables: { people }, ...rest };
}
