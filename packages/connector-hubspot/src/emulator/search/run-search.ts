import type { ObjectStore } from '../objects/object-store.js';
import { readProperty } from '../objects/read-property.js';
import type { RecordState } from '../objects/record-state.js';
import type { PropertyDefinition } from '../schema/property-definition.js';
import type { Comparable } from './compare-values.js';
import { compareValues, toComparable } from './compare-values.js';
import type { QueryMatcher } from './compile-query.js';
import type { SearchFaults } from './index-faults.js';
import { LONGEST_LAG, misplace } from './index-faults.js';
import type { SearchQuery } from './search-query.js';
import type { SearchRow } from './search-row.js';
import { findSearchRow } from './search-row.js';

/** What a search is run with. */
export interface SearchRun {
  readonly store: ObjectStore;
  readonly query: SearchQuery;
  readonly matcher: QueryMatcher;
  /** Without a sort: the time of creation. */
  readonly sortProperty: PropertyDefinition;
  readonly faults: SearchFaults;
  readonly seed: number | string;
  readonly now: number;
}

export interface SearchResult {
  readonly total: number;
  readonly page: readonly RecordState[];
}

/** The page a search asks for, and how many records it finds in all. */
export function runSearch(run: SearchRun): SearchResult {
  const isById = run.sortProperty.name === 'hs_object_id' && run.query.sort?.descending !== true;
  const { ids, total } = isById ? collectById(run) : collectSorted(run);
  const rows = ids.map((id) => findRow(run, id)).filter((row) => row !== undefined);
  return { total, page: rows.map((row) => row.shown()) };
}

/** Ids come in order anyway: whatever is not on the page is only counted. */
function collectById(run: SearchRun): { ids: number[]; total: number } {
  const { offset, limit } = run.query;
  const ids: number[] = [];
  let total = 0;
  scan(run, (id) => {
    if (total >= offset && total < offset + limit) ids.push(id);
    total += 1;
  });
  return { ids, total };
}

function collectSorted(run: SearchRun): { ids: number[]; total: number } {
  const found: { readonly id: number; readonly key: Comparable | undefined }[] = [];
  scan(run, (id) => {
    const row = findRow(run, id);
    if (row !== undefined) found.push({ id, key: sortKey(run, row.indexed) });
  });
  const direction = run.query.sort?.descending === true ? -1 : 1;
  found.sort((left, right) => direction * compareValues(left.key, right.key));
  const { offset, limit } = run.query;
  return { ids: found.slice(offset, offset + limit).map(({ id }) => id), total: found.length };
}

/** Names everything that matches, by ascending id. */
function scan(run: SearchRun, found: (id: number) => void): void {
  const { store, matcher, now } = run;
  store.walk(matcher.firstId, (id, index) => {
    const updatedAt = index === undefined ? Number.NaN : store.population.updatedAt(index);
    // Without a change within the longest lag, the index knows what the record is now.
    const decision = updatedAt + LONGEST_LAG <= now ? matcher.decide(id, updatedAt) : undefined;
    if (decision ?? isFound(run, id)) found(id);
    return true;
  });
}

function isFound(run: SearchRun, id: number): boolean {
  const row = findRow(run, id);
  return row !== undefined && run.matcher.matches(row.indexed);
}

function findRow({ store, now, faults }: SearchRun, id: number): SearchRow | undefined {
  const entry = store.find(id);
  return entry && findSearchRow(entry, now, faults.staleRows);
}

function sortKey(run: SearchRun, state: RecordState): Comparable | undefined {
  const { store, sortProperty, faults, seed } = run;
  const value = readProperty(store.type, state, sortProperty.name);
  if (value === undefined || value === null || value === '') return undefined;
  const comparable = toComparable(sortProperty, value);
  if (sortProperty.name !== store.type.modifiedProperty || !faults.misorder) return comparable;
  return misplace(seed, state.id, Number(comparable));
}
