import { invalidInput } from '../errors/hubspot-refusal.js';
import type { ObjectType } from '../objects/object-type.js';
import { namesOf, readProperty } from '../objects/read-property.js';
import type { RecordState } from '../objects/record-state.js';
import type { PropertyDefinition } from '../schema/property-definition.js';
import type { FilterReading, Test } from './compile-filter.js';
import { compileFilter } from './compile-filter.js';
import type { SearchFilter, SearchQuery } from './search-query.js';

/** Decides which records a search finds. */
export interface QueryMatcher {
  matches(state: RecordState): boolean;
  /**
   * Decides by id and last change alone, without looking at a record.
   *
   * @returns `undefined` when the record has to be looked at.
   */
  decide(id: number, updatedAt: number): boolean | undefined;
}

interface CompiledFilter {
  readonly filter: SearchFilter;
  readonly test: Test;
}

/** @throws HubspotRefusal 400 when a filter names an unknown property or cannot be run. */
export function compileQuery(
  { groups, text }: SearchQuery,
  type: ObjectType,
  tools: FilterReading & { find(name: string): PropertyDefinition | undefined },
): QueryMatcher {
  const compiled = groups.map((filters) => filters.map((filter) => compile(filter, tools)));
  const matchesText = buildTextTest(text, type);
  const matchesAll = (filters: readonly CompiledFilter[], state: RecordState): boolean =>
    filters.every(({ filter, test }) => test(readProperty(type, state, filter.propertyName) ?? undefined));
  return {
    matches: (state) =>
      matchesText(state) && (compiled.length === 0 || compiled.some((filters) => matchesAll(filters, state))),
    decide: text === '' ? buildDecision(compiled, type) : () => undefined,
  };
}

function compile(
  filter: SearchFilter,
  tools: FilterReading & { find(name: string): PropertyDefinition | undefined },
): CompiledFilter {
  const property = tools.find(filter.propertyName);
  if (property === undefined) {
    throw invalidInput(`There was a problem with the request: no property ${filter.propertyName}`);
  }
  return { filter, test: compileFilter(filter, property, tools) };
}

function buildDecision(
  groups: readonly (readonly CompiledFilter[])[],
  type: ObjectType,
): QueryMatcher['decide'] {
  const known = groups.flat().every(({ filter: { propertyName } }) => isCheap(propertyName, type));
  if (!known) return () => undefined;
  if (groups.length === 0) return () => true;
  return (id, updatedAt) =>
    groups.some((filters) =>
      filters.every(({ filter, test }) =>
        test(String(filter.propertyName === 'hs_object_id' ? id : updatedAt)),
      ),
    );
}

function isCheap(propertyName: string, type: ObjectType): boolean {
  return propertyName === 'hs_object_id' || propertyName === type.modifiedProperty;
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
