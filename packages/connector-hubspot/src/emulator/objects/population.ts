import type { PropertySource, PropertyValue, RecordState } from './record-state.js';

/**
 * Records that are never stored: each is made when somebody asks for it, so that a million cost no memory. Ids rise with
 * the index.
 */
export interface Population {
  readonly size: number;
  idAt(index: number): number;
  /** The index of the first record whose id is not below `id`; `size` when there is none. */
  firstFrom(id: number): number;
  createdAt(index: number): number;
  updatedAt(index: number): number;
  /** `undefined`: never set. */
  valueOf(index: number, name: string): PropertyValue | undefined;
  names(): readonly string[];
}

export const NO_POPULATION: Population = {
  size: 0,
  idAt: () => Number.NaN,
  firstFrom: () => 0,
  createdAt: () => Number.NaN,
  updatedAt: () => Number.NaN,
  valueOf: () => undefined,
  names: () => [],
};

/** Makes the record at `index`. */
export function buildState(population: Population, index: number): RecordState {
  return {
    id: String(population.idAt(index)),
    createdAt: population.createdAt(index),
    updatedAt: population.updatedAt(index),
    base: sourceAt(population, index),
    changes: {},
    edits: [],
    mergedIds: [],
    extraMembers: {},
  };
}

function sourceAt(population: Population, index: number): PropertySource {
  return { valueOf: (name) => population.valueOf(index, name), names: () => population.names() };
}
