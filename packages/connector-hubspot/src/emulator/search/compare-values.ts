import type { PropertyDefinition } from '../schema/property-definition.js';

/** Makes values of a property comparable: instants and numbers as numbers, all else as text. */
export type Comparable = number | string;

/** `undefined` when the text is no value of the property's type. */
export function toComparable(
  { type }: Pick<PropertyDefinition, 'type'>,
  text: string,
): Comparable | undefined {
  if (type === 'datetime' || type === 'date') return toInstant(text);
  if (type !== 'number') return text.toLowerCase();
  const number = Number(text);
  return text.trim() === '' || Number.isNaN(number) ? undefined : number;
}

/** Milliseconds since the epoch, or ISO 8601. */
function toInstant(text: string): number | undefined {
  const instant = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}

/** Below zero when `left` comes first; values without an order come last. */
export function compareValues(left: Comparable | undefined, right: Comparable | undefined): number {
  if (left === right) return 0;
  if (left === undefined) return 1;
  if (right === undefined) return -1;
  return left < right ? -1 : 1;
}
