import { quoteIdentifier } from '../quote.js';
import type { Model } from './model.js';

/** Condition that two relations' rows are of one key. */
export function matchKeys({ primaryKey }: Model, left: string, right: string): string {
  return primaryKey
    .map(quoteIdentifier)
    .map((key) => `${left}.${key} = ${right}.${key}`)
    .join(' AND ');
}
