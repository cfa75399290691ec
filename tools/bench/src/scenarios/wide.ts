import type { Field, FieldType } from '@etl/core';
import { idOf, instantOf, phrase, type Scenario } from './scenario.ts';

const COLUMNS = 300;
const TYPES: readonly FieldType[] = ['string', 'integer', 'string', 'number', 'timestamp', 'boolean'];
const columns = Array.from({ length: COLUMNS }, (_, index) => ({
  name: `property_${index}`,
  type: TYPES[index % TYPES.length] ?? 'string',
}));

/** CRM-like records with 300 typed columns beside their id, half of them empty, as they are in a grown account. */
export const scenario: Scenario = {
  primaryKey: ['id'],
  baselineMemory: '1GB',
  fields: [
    { name: 'id', path: ['id'], type: 'string' },
    { name: 'revision', path: ['revision'], type: 'integer' },
    ...columns.map(({ name, type }): Field => ({ name, path: ['properties', name], type })),
  ],
  buildRecord: (number, revision) => {
    const properties = columns.map(
      ({ name, type }, index) =>
        `"${name}":${(number + index) % 2 === 0 ? 'null' : valueOf(type, number, index)}`,
    );
    return `{"id":"${idOf(number)}","revision":${revision},"properties":{${properties.join(',')}}}`;
  },
};

function valueOf(type: FieldType, number: number, index: number): string {
  if (type === 'integer') return `"${(number * 13 + index) % 100_000}"`;
  if (type === 'number') return `"${((number * 7 + index) % 100_000) / 8}"`;
  if (type === 'timestamp') return `"${instantOf(number + index)}"`;
  if (type === 'boolean') return `"${(number + index) % 3 === 0}"`;
  return `"${phrase(number, index)}"`;
}
