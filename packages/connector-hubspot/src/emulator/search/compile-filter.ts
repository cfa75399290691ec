import { HubspotRefusal, invalidInput } from '../errors/hubspot-refusal.js';
import type { PropertyDefinition } from '../schema/property-definition.js';
import type { Comparable } from './compare-values.js';
import { compareValues, toComparable } from './compare-values.js';
import type { SearchFilter } from './search-query.js';

/** True when a value, `undefined` for none, passes. */
export type Test = (value: string | undefined) => boolean;

/** How filters are read. */
export interface FilterReading {
  /** Lower bounds in time count from the start of their second. */
  readonly truncation: boolean;
}

/** @throws HubspotRefusal 400 for a filter that cannot be run, 500 for the instant 0, as HubSpot does. */
export function compileFilter(
  filter: SearchFilter,
  property: PropertyDefinition,
  reading: FilterReading,
): Test {
  const build = OPERATORS[filter.operator];
  if (build === undefined) throw invalidInput(`Invalid operator: "${filter.operator}"`);
  return build({ filter, property, reading });
}

interface Operands {
  readonly filter: SearchFilter;
  readonly property: PropertyDefinition;
  readonly reading: FilterReading;
}

const OPERATORS: Readonly<Record<string, (operands: Operands) => Test>> = {
  GT: (operands) => compareTo(operands, lowerBound(operands), (order) => order > 0),
  GTE: (operands) => compareTo(operands, lowerBound(operands), (order) => order >= 0),
  LT: (operands) => compareTo(operands, operand(operands), (order) => order < 0),
  LTE: (operands) => compareTo(operands, operand(operands), (order) => order <= 0),
  EQ: (operands) => compareTo(operands, operand(operands), (order) => order === 0),
  NEQ: (operands) => compareTo(operands, operand(operands), (order) => order !== 0),
  BETWEEN: (operands) => {
    const from = compareTo(operands, lowerBound(operands), (order) => order >= 0);
    const to = compareTo(operands, operand(operands, operands.filter.highValue), (order) => order <= 0);
    return (value) => from(value) && to(value);
  },
  IN: (operands) => isAmong(operands),
  NOT_IN: (operands) => {
    const test = isAmong(operands);
    return (value) => value !== undefined && value !== '' && !test(value);
  },
  HAS_PROPERTY: () => (value) => value !== undefined && value !== '',
  NOT_HAS_PROPERTY: () => (value) => value === undefined || value === '',
  CONTAINS_TOKEN: (operands) => hasToken(operands),
  NOT_CONTAINS_TOKEN: (operands) => {
    const test = hasToken(operands);
    return (value) => !test(value);
  },
};

function compareTo({ property }: Operands, bound: Comparable, accept: (order: number) => boolean): Test {
  return (value) => {
    const comparable = value === undefined || value === '' ? undefined : toComparable(property, value);
    return comparable !== undefined && accept(compareValues(comparable, bound));
  };
}

function lowerBound(operands: Operands): Comparable {
  const bound = operand(operands);
  const isInstant = operands.property.type === 'datetime';
  return isInstant && operands.reading.truncation ? Number(bound) - (Number(bound) % 1000) : bound;
}

function operand({ filter, property }: Operands, text = filter.value): Comparable {
  if (text === undefined) throw invalidInput(`A filter on ${property.name} lacks its value`);
  const comparable = toComparable(property, text);
  if (comparable === undefined) {
    throw invalidInput(`Invalid value "${text}" for the ${property.type} property ${property.name}`);
  }
  if (comparable === 0 && property.type === 'datetime') throw new HubspotRefusal(500, 'internal error');
  return comparable;
}

/** Values of text properties are kept in lower case, what is asked for is not; options are compared as they are. */
function isAmong({ filter, property }: Operands): Test {
  if (filter.values.length === 0) throw invalidInput(`A filter on ${property.name} lacks its values`);
  const wanted = new Set(filter.values);
  const keep =
    property.type === 'enumeration' ? (value: string) => value : (value: string) => value.toLowerCase();
  return (value) => value !== undefined && wanted.has(keep(value));
}

function hasToken({ filter }: Operands): Test {
  const pattern = (filter.value ?? '').toLowerCase().split('*').map(escapePattern).join('.*');
  const token = new RegExp(`^${pattern}$`);
  return (value) =>
    (value ?? '')
      .toLowerCase()
      .split(/[^\w.@+-]+/)
      .some((word) => token.test(word));
}

function escapePattern(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
