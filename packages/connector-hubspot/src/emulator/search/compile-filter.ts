import { HubspotRefusal, invalidInput } from '../errors/hubspot-refusal.js';
import type { PropertyDefinition } from '../schema/property-definition.js';
import type { Comparable } from './compare-values.js';
import { compareValues, toComparable } from './compare-values.js';
import type { SearchFilter } from './search-query.js';

/** Decides whether a value passes. */
export interface ValueTest {
  /** A value as it is kept; `undefined` for none. */
  text(value: string | undefined): boolean;
  /** A number or instant; only for operators that compare. */
  readonly comparable?: (value: Comparable) => boolean;
}

/** How filters are read. */
export interface FilterReading {
  /** Lower bounds in time count from the start of their second. */
  readonly truncation: boolean;
}

interface Operands {
  readonly filter: SearchFilter;
  readonly property: PropertyDefinition;
  readonly reading: FilterReading;
}

/** @throws HubspotRefusal 400 for a filter that cannot be run, 500 for the instant 0, as HubSpot does. */
export function compileFilter(
  filter: SearchFilter,
  property: PropertyDefinition,
  reading: FilterReading,
): ValueTest {
  const build = OPERATORS[filter.operator];
  if (build === undefined) throw invalidInput(`Invalid operator: "${filter.operator}"`);
  return build({ filter, property, reading });
}

const OPERATORS: Readonly<Record<string, (operands: Operands) => ValueTest>> = {
  GT: (operands) => compareTo(operands, lowerBound(operands), (order) => order > 0),
  GTE: (operands) => compareTo(operands, lowerBound(operands), (order) => order >= 0),
  LT: (operands) => compareTo(operands, operand(operands), (order) => order < 0),
  LTE: (operands) => compareTo(operands, operand(operands), (order) => order <= 0),
  EQ: (operands) => compareTo(operands, operand(operands), (order) => order === 0),
  NEQ: (operands) => compareTo(operands, operand(operands), (order) => order !== 0),
  BETWEEN: (operands) => {
    const from = lowerBound(operands);
    const to = operand(operands, operands.filter.highValue);
    return onComparable(
      operands,
      (value) => compareValues(value, from) >= 0 && compareValues(value, to) <= 0,
    );
  },
  IN: (operands) => onText(isAmong(operands)),
  NOT_IN: (operands) => {
    const test = isAmong(operands);
    return onText((value) => hasValue(value) && !test(value));
  },
  HAS_PROPERTY: () => onText(hasValue),
  NOT_HAS_PROPERTY: () => onText((value) => !hasValue(value)),
  CONTAINS_TOKEN: (operands) => onText(hasToken(operands)),
  NOT_CONTAINS_TOKEN: (operands) => {
    const test = hasToken(operands);
    return onText((value) => !test(value));
  },
};

type TextTest = (value: string | undefined) => boolean;

function onText(test: TextTest): ValueTest {
  return { text: test };
}

function compareTo(operands: Operands, bound: Comparable, accept: (order: number) => boolean): ValueTest {
  return onComparable(operands, (value) => accept(compareValues(value, bound)));
}

function onComparable({ property }: Operands, accept: (value: Comparable) => boolean): ValueTest {
  return {
    comparable: accept,
    text: (value) => {
      const comparable = value === undefined || value === '' ? undefined : toComparable(property, value);
      return comparable !== undefined && accept(comparable);
    },
  };
}

function hasValue(value: string | undefined): boolean {
  return value !== undefined && value !== '';
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
function isAmong({ filter, property }: Operands): TextTest {
  if (filter.values.length === 0) throw invalidInput(`A filter on ${property.name} lacks its values`);
  const wanted = new Set(filter.values);
  const isOption = property.type === 'enumeration';
  return (value) => value !== undefined && wanted.has(isOption ? value : value.toLowerCase());
}

function hasToken({ filter }: Operands): TextTest {
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
