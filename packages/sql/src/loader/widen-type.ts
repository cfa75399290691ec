import type { FieldType } from '@etl/core';

/** Types that hold all values of the type before them. */
const NUMBERS: readonly FieldType[] = ['integer', 'decimal'];

/** The narrowest type that holds the values of both; text holds everything. */
export function widenType(stored: FieldType, declared: FieldType): FieldType {
  if (stored === declared) return stored;
  const isExactNumber = NUMBERS.includes(stored) && NUMBERS.includes(declared);
  return isExactNumber ? 'decimal' : 'string';
}
