import type { ObjectStore } from '../objects/object-store.js';
import { readProperty } from '../objects/read-property.js';
import type { RecordState } from '../objects/record-state.js';
import type { PropertyDefinition } from '../schema/property-definition.js';
import type { Comparable } from './compare-values.js';
import { compareValues, toComparable } from './compare-values.js';
import type { QueryMatcher } from './compile-query.js';
import type { SearchFaults } from './index-faults.js';
import { LONGEST_LAG, misplace } from './index-faults.js';
import type { SearchQuery, SearchSort } from './search-query.js';
import type { SearchRow } from './search-row.js';
import { findSearchRow } from './search-row.js';

/** What a search is run with. */
export interface SearchRun {
  readonly store: ObjectStore;
  readonly query: SearchQuery;
  readonly matcher: QueryMatcher;
  readonly sortProperty: PropertyDefinition | undefined;
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
  const isById = run.query.sort?.propertyName === 'hs_object_id' && !run.query.sort.descending;
  const { rows, total } = isById ? collectById(run) : collectSorted(run);
  return { total, page: rows.map((row) => row.shown()) };
}

/** Ids come in order anyway: only the page itself is looked at. */
function collectById(run: SearchRun): { rows: SearchRow[]; total: number } {
  const { offset, limit } = run.query;
  const rows: SearchRow[] = [];
  let total = 0;
  scan(run, (find) => {
    const row = total >= offset && total < offset + limit ? find() : undefined;
    if (row !== undefined) rows.push(row);
    total += 1;
  });
  return { rows, total };
}

function collectSorted(run: SearchRun): { rows: SearchRow[]; total: number } {
  const keyed: { readonly row: SearchRow; readonly key: Comparable | undefined }[] = [];
  scan(run, (find) => {
    const row = find();
    if (row !== undefined) keyed.push({ row, key: sortKey(run, row.indexed) });
  });
  const direction = run.query.sort?.descending === true ? -1 : 1;
  keyed.sort((left, right) => direction * compareValues(left.key, right.key));
  const { offset, limit } = run.query;
  return { rows: keyed.slice(offset, offset + limit).map(({ row }) => row), total: keyed.length };
}

/** Hands over everything that matches, by ascending id; `find` makes the row. */
function scan(
  { store, matcher, faults, now }: SearchRun,
  found: (find: () => SearchRow | undefined) => void,
): void {
  const { population } = store;
  const rowOf = (id: number): SearchRow | undefined => {
    const entry = store.find(id);
    return entry && findSearchRow(entry, now, faults.staleRows);
  };
  store.walk(0, (id, index) => {
    const updatedAt = index === undefined ? Number.NaN : population.updatedAt(index);
    // Without a change within the longest lag, the index knows what the record is now.
    const decision = updatedAt + LONGEST_LAG <= now ? matcher.decide(id, updatedAt) : undefined;
    if (decision === true) found(() => rowOf(id));
    if (decision !== undefined) return true;
    const row = rowOf(id);
    if (row !== undefined && matcher.matches(row.indexed)) found(() => row);
    return true;
  });
}

function sortKey(
  { store, query, sortProperty, faults, seed }: SearchRun,
  state: RecordState,
): Comparable | undefined {
  const { type } = store;
  const name = sortName(query.sort) ?? type.createdProperty;
  const value = readProperty(type, state, name) ?? undefined;
  if (value === undefined || value === '') return undefined;
  const comparable = sortProperty ? toComparable(sortProperty, value) : toComparable(BY_TIME, value);
  if (name !== type.modifiedProperty || !faults.misorder) return comparable;
  return misplace(seed, state.id, Number(comparable));
}

const BY_TIME = { type: 'datetime' };

function sortName(sort: SearchSort | undefined): string | undefined {
  return sort?.propertyName;
}
