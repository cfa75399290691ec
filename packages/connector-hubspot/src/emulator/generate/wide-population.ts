import { hashText } from '@etl/emulator-kit';
import type { Population } from '../objects/population.js';
import type { PropertyValue } from '../objects/record-state.js';
import type { PropertyInput } from '../schema/property-definition.js';
import { scramble } from './scramble.js';

/** So many records of one type, made when they are asked for. */
export interface PopulationOptions {
  readonly count: number;
  /** Properties of the account's own that every record has beside its name; default 20. */
  readonly properties?: number;
  /** So many of the records changed in one and the same millisecond, as after a bulk update. */
  readonly flood?: { readonly count: number; readonly at: number };
}

/** A population and what its properties are. */
export interface WidePopulation {
  readonly population: Population;
  readonly definitions: readonly PropertyInput[];
}

const DAY = 24 * 60 * 60 * 1000;
const SPAN = 1000 * DAY;
const FIRST_ID = 1_000_001;
const ID_STEP = 3;

/** @param now nothing is younger; milliseconds since the epoch. */
export function createWidePopulation(
  typeName: string,
  options: PopulationOptions,
  { seed, now }: { readonly seed: number | string; readonly now: number },
): WidePopulation {
  const { count, flood, properties = 20 } = options;
  const salt = hashText(`${seed}/${typeName}`);
  const definitions = Array.from({ length: properties }, (_, number) => defineColumn(number));
  const columns = new Map(definitions.map(({ name }, number) => [name, buildColumn(number, salt)]));
  const label = LABELS[typeName] ?? 'hs_name';
  const names = [label, ...columns.keys()];
  const createdAt = (index: number): number => now - SPAN + Math.floor((index * (SPAN - 1)) / count);
  return {
    definitions,
    population: {
      size: count,
      idAt: (index) => FIRST_ID + index * ID_STEP,
      firstFrom: (id) => Math.min(count, Math.max(0, Math.ceil((id - FIRST_ID) / ID_STEP))),
      createdAt,
      updatedAt: (index) => {
        if (flood && index >= count - flood.count) return flood.at;
        const age = now - 1 - createdAt(index);
        return createdAt(index) + Math.floor((age * scramble(index, salt)) / 2 ** 32);
      },
      valueOf: (index, name) => {
        if (name === label) return `${typeName}-${index}@customer-${index % 5000}.example`;
        const column = columns.get(name);
        return column?.values[scramble(index, column.salt) & VALUE_MASK];
      },
      names: () => names,
    },
  };
}

const LABELS: Readonly<Record<string, string>> = { contacts: 'email', companies: 'name', deals: 'dealname' };

const TYPES = [
  'string',
  'number',
  'datetime',
  'bool',
  'enumeration',
  'enumeration',
  'date',
  'datetime',
  'string',
  'string',
];
const WORDS = ['alpha', 'bravo', 'charlie', 'delta', 'echo', 'foxtrot', 'golf', 'hotel'] as const;

function defineColumn(number: number): PropertyInput {
  return {
    name: `custom_property_${String(number).padStart(3, '0')}`,
    type: TYPES[number % TYPES.length] ?? 'string',
    hubspotDefined: false,
  };
}

/** A column's values are made once: a page of a hundred wide records has tens of thousands of them. */
const VALUE_MASK = 255;

function buildColumn(number: number, salt: number) {
  const build = VALUES[number % VALUES.length];
  const values = Array.from({ length: VALUE_MASK + 1 }, (_, index) =>
    build?.(scramble(index, salt - number)),
  );
  return { values, salt: salt + number };
}

/** What columns hold, in turn: all kinds of values, with the oddities of each. */
const VALUES: readonly ((bits: number) => PropertyValue | undefined)[] = [
  (bits) => `${word(bits)} ${word(bits >>> 3)} ${bits}`,
  (bits) => (bits % 50 === 0 ? `${bits % 9}.${bits % 7}E${bits % 12}` : String(bits % 100_000)),
  (bits) => new Date(1.5e12 + (bits % 1e8) * 1000).toISOString(),
  (bits) => (bits % 2 === 0 ? 'true' : 'false'),
  (bits) => word(bits),
  (bits) => `${word(bits)};${word(bits >>> 3)};${word(bits >>> 6)}`,
  (bits) => `20${10 + (bits % 15)}-0${1 + (bits % 9)}-1${bits % 10}`,
  (bits) => (bits % 4 === 0 ? `${1.5e12 + bits}.0` : String(1.5e12 + bits)),
  (bits) => (bits % 3 === 0 ? '' : word(bits)),
  (bits) => (bits % 3 === 0 ? null : bits % 3 === 1 ? undefined : `naïve “${word(bits)}” \\ ${bits}`),
];

function word(bits: number): string {
  return WORDS[bits & 7] ?? 'alpha';
}
