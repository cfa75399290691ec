import { invalidInput } from '../errors/hubspot-refusal.js';
import type { ObjectType } from '../objects/object-type.js';
import { namesOf, readProperty } from '../objects/read-property.js';
import type { RecordState } from '../objects/record-state.js';
import { readStored } from '../objects/record-state.js';
import type { PropertyDefinition } from '../schema/property-definition.js';
import type { FilterReading, ValueTest } from './compile-filter.js';
import { compileFilter } from './compile-filter.js';
import type { SearchFilter, SearchQuery } from './search-query.js';

/** Decides which records a search finds. */
export interface QueryMatcher {
  /** No record with a lower id is found. */
  readonly firstId: number;
  matches(state: RecordState): boolean;
  /**
   * Decides by id and last change alone, so that a record need not be made to be counted.
   *
   * @returns `undefined` when the record has to be looked at.
   */
  decide(id: number, updatedAt: number): boolean | undefined;
}

export interface QueryReading extends FilterReading {
  find(name: string): PropertyDefinition | undefined;
}

interface CompiledFilter {
  readonly filter: SearchFilter;
  readonly test: ValueTest;
}

type Group = readonly CompiledFilter[];

/** @throws HubspotRefusal 400 when a filter names an unknown property or cannot be run. */
export function compileQuery(
  { groups, text }: SearchQuery,
  type: ObjectType,
  reading: QueryReading,
): QueryMatcher {
  const compiled = groups.map((filters) => filters.map((filter) => compile(filter, reading)));
  const matchesText = buildTextTest(text, type);
  const matchesAll = (filters: Group, state: RecordState): boolean =>
    filters.every(({ filter, test }) =>
      test.text(readProperty(type, state, filter.propertyName) ?? undefined),
    );
  const decide = text === '' ? buildDecision(compiled, type) : () => undefined;
  const lookAt = (state: RecordState): boolean =>
    matchesText(state) && (compiled.length === 0 || compiled.some((filters) => matchesAll(filters, state)));
  return {
    firstId: compiled.length === 0 ? 0 : Math.min(...compiled.map(findFirstId)),
    matches: (state) => decideState(decide, state, type) ?? lookAt(state),
    decide,
  };
}

/** Reading times as texts and back takes longer than all the rest, so it is left out where they are known as numbers. */
function decideState(
  decide: QueryMatcher['decide'],
  state: RecordState,
  type: ObjectType,
): boolean | undefined {
  const isOwn = readStored(state, type.modifiedProperty) === undefined;
  return isOwn ? decide(Number(state.id), state.updatedAt) : undefined;
}

function compile(filter: SearchFilter, reading: QueryReading): CompiledFilter {
  const property = reading.find(filter.propertyName);
  if (property === undefined) {
    throw invalidInput(`There was a problem with the request: no property ${filter.propertyName}`);
  }
  return { filter, test: compileFilter(filter, property, reading) };
}

function findFirstId(filters: Group): number {
  const bounds = filters
    .filter(({ filter }) => filter.propertyName === 'hs_object_id' && filter.operator.startsWith('GT'))
    .map(({ filter }) => Number(filter.value));
  return Math.max(0, ...bounds);
}

function buildDecision(groups: readonly Group[], type: ObjectType): QueryMatcher['decide'] {
  const tests = groups.map((filters) => filters.map((filter) => buildQuickTest(filter, type)));
  if (tests.flat().some((test) => test === undefined)) return () => undefined;
  if (tests.length === 0) return () => true;
  return (id, updatedAt) => tests.some((group) => group.every((test) => test?.(id, updatedAt)));
}

function buildQuickTest(
  { filter: { propertyName }, test }: CompiledFilter,
  type: ObjectType,
): ((id: number, updatedAt: number) => boolean) | undefined {
  const { comparable } = test;
  if (comparable === undefined) return undefined;
  if (propertyName === 'hs_object_id') return (id) => comparable(id);
  return propertyName === type.modifiedProperty ? (_, updatedAt) => comparable(updatedAt) : undefined;
}

function buildTextTest(text: string, type: ObjectType): (state: RecordState) => boolean {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return () => true;
  return (state) => {
    const values = namesOf(type, state).map((name) => readProperty(type, state, name) ?? '');
    const haystack = values.join(' ').toLowerCase();
    return words.every((word) => haystack.includes(word));
  };
}
