import { invalidInput } from '../errors/hubspot-refusal.js';
import type { InputObject } from '../input/read-body.js';
import { isObject, parseBody, readObjects, readScalar, readTexts } from '../input/read-body.js';
import { requireLimit } from '../input/read-query.js';
import type { EmulatorRequest } from '@etl/emulator-kit';

/** A condition as it was asked for. */
export interface SearchFilter {
  readonly propertyName: string;
  readonly operator: string;
  readonly value: string | undefined;
  readonly highValue: string | undefined;
  readonly values: readonly string[];
}

export interface SearchSort {
  readonly propertyName: string;
  readonly descending: boolean;
}

/** What a search asks for: a record matches when all filters of one group do. */
export interface SearchQuery {
  readonly groups: readonly (readonly SearchFilter[])[];
  readonly sort: SearchSort | undefined;
  readonly text: string;
  readonly properties: readonly string[];
  readonly limit: number;
  readonly offset: number;
}

/** Results beyond this place cannot be had by any page. */
export const SEARCH_REACH = 10_000;

const MAXIMUM_GROUPS = 5;
const MAXIMUM_FILTERS_PER_GROUP = 6;
const MAXIMUM_FILTERS = 18;
const MAXIMUM_TEXT = 3000;

/** @throws HubspotRefusal 400 when HubSpot would not run it. */
export function readSearchQuery(request: EmulatorRequest): SearchQuery {
  const body = parseBody(request);
  const text = readScalar(body, 'query') ?? '';
  if (text.length > MAXIMUM_TEXT)
    throw invalidInput(`query must not be longer than ${MAXIMUM_TEXT} characters`);
  const limit = requireLimit(Number(body.limit ?? 10), 200);
  return {
    groups: readGroups(body),
    sort: readSort(body),
    text,
    properties: readTexts(body, 'properties'),
    limit,
    offset: readOffset(body, limit),
  };
}

function readGroups(body: InputObject): SearchFilter[][] {
  const bare = readObjects(body, 'filters');
  const groups = readObjects(body, 'filterGroups').map((group) => readObjects(group, 'filters'));
  const all = (bare.length > 0 ? [bare, ...groups] : groups).map((filters) => filters.map(readFilter));
  if (all.length > MAXIMUM_GROUPS) throw invalidInput(`Too many filterGroups: at most ${MAXIMUM_GROUPS}`);
  if (all.some((filters) => filters.length > MAXIMUM_FILTERS_PER_GROUP)) {
    throw invalidInput(`Too many filters in a group: at most ${MAXIMUM_FILTERS_PER_GROUP}`);
  }
  if (all.flat().length > MAXIMUM_FILTERS) throw invalidInput(`Too many filters: at most ${MAXIMUM_FILTERS}`);
  return all;
}

function readFilter(input: InputObject): SearchFilter {
  return {
    propertyName: readScalar(input, 'propertyName') ?? '',
    operator: readScalar(input, 'operator') ?? '',
    value: readScalar(input, 'value'),
    highValue: readScalar(input, 'highValue'),
    values: readTexts(input, 'values'),
  };
}

function readSort({ sorts }: InputObject): SearchSort | undefined {
  if (sorts === undefined || sorts === null) return undefined;
  if (!Array.isArray(sorts)) throw invalidInput('sorts must be an array');
  if (sorts.length > 1) throw invalidInput('Only one sort is allowed');
  const sort: unknown = sorts[0];
  if (sort === undefined) return undefined;
  if (typeof sort === 'string')
    return { propertyName: sort.replace(/^-/, ''), descending: sort.startsWith('-') };
  if (!isObject(sort)) throw invalidInput('A sort must name a property');
  const propertyName = readScalar(sort, 'propertyName') ?? '';
  return { propertyName, descending: readScalar(sort, 'direction') === 'DESCENDING' };
}

function readOffset(body: InputObject, limit: number): number {
  const after = readScalar(body, 'after') ?? '0';
  if (!/^\d+$/.test(after === '' ? '0' : after))
    throw invalidInput(`after: "${after}" is not a whole number`);
  const offset = Number(after);
  if (offset + limit > SEARCH_REACH) throw invalidInput('There was a problem with the request.');
  return offset;
}
