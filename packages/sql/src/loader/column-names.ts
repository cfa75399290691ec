import type { Field } from '@etl/core';
import { METADATA_COLUMNS } from '../metadata-columns.js';
import type { RememberedColumn } from './column-memory.js';

const TAKEN_BY_METADATA = new Set<string>(Object.values(METADATA_COLUMNS));

/**
 * The column of each field. A name that was given once stays; a new one that collides (databases fold case), is that of a
 * metadata column or is too long gets a number behind it, once.
 */
export function nameColumns(
  fields: readonly Field[],
  remembered: readonly RememberedColumn[],
  maxLength: number,
): ReadonlyMap<string, string> {
  const names = new Map(remembered.map(({ field, column }) => [field, column]));
  const taken = new Set([...TAKEN_BY_METADATA, ...names.values()].map((name) => name.toLowerCase()));
  for (const { name } of fields) {
    if (names.has(name)) continue;
    const column = freeName(name, taken, maxLength);
    taken.add(column.toLowerCase());
    names.set(name, column);
  }
  return names;
}

function freeName(wanted: string, taken: ReadonlySet<string>, maxLength: number): string {
  const plain = wanted.slice(0, maxLength);
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `_${number}`;
    const name = plain.slice(0, maxLength - suffix.length) + suffix;
    if (!taken.has(name.toLowerCase())) return name;
  }
}
