import type { CallContext } from '@etl/connector-kit';
import { isEtlError, TransientError, type Instant, type JsonObject } from '@etl/core';
import { stringifyJson } from '@etl/core/json';
import type { HubspotApi } from '../api/hubspot-api.js';
import type { FoundRecords } from './found-records.js';
import { explainMalformed, readResults } from './read-results.js';
import { readId } from './record-id.js';

/** What is searched for. */
export interface SearchOptions {
  readonly type: string;
  readonly modifiedProperty: string;
  /** Empty: ids alone. */
  readonly properties: readonly string[];
}

export interface SearchRange {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  /** Only records with a higher id. */
  readonly above: string | undefined;
}

export interface SearchPage extends FoundRecords {
  /** How many records are found in all, this page included. */
  readonly total: number;
}

const PAGE = 200;
/** HubSpot documents a limit for searches that it does not seem to hold; below it there is nothing to fall back from. */
const DOCUMENTED_LENGTH = 3000;
const REFUSED = 400;

/**
 * Records changed within a range of time, by ascending id and each page above the last id of the one before: neither an
 * index out of order nor the end of what search reaches (10,000 results) can hide a record.
 */
export class RecordSearch {
  readonly #api: HubspotApi;
  readonly #options: SearchOptions;
  #takesProperties: boolean;

  constructor(api: HubspotApi, options: SearchOptions) {
    this.#api = api;
    this.#options = options;
    this.#takesProperties = options.properties.length > 0;
  }

  async fetchPage(context: CallContext, range: SearchRange): Promise<SearchPage> {
    const isComplete = this.#takesProperties;
    const body = this.#buildBody(range, isComplete ? this.#options.properties : ['hs_object_id']);
    try {
      const { text } = await this.#api.post(context, this.#api.paths.search(this.#options.type), body);
      return readPage(text, isComplete);
    } catch (error) {
      if (!isComplete || !isTooLong(error, body)) throw error;
      this.#takesProperties = false;
      return this.fetchPage(context, range);
    }
  }

  #buildBody({ from, to, above }: SearchRange, properties: readonly string[]): JsonObject {
    const { modifiedProperty } = this.#options;
    const filters = [
      { propertyName: modifiedProperty, operator: 'GTE', value: String(from) },
      { propertyName: modifiedProperty, operator: 'LT', value: String(to) },
      ...(above === undefined ? [] : [{ propertyName: 'hs_object_id', operator: 'GT', value: above }]),
    ];
    const sorts = [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }];
    return { filterGroups: [{ filters }], sorts, properties, limit: PAGE };
  }
}

/** How many records of a kind there are, and the highest id, as far as search knows. */
export async function measureRecords(
  api: HubspotApi,
  context: CallContext,
  type: string,
): Promise<{ readonly total: number; readonly highestId: string | undefined }> {
  const sorts = [{ propertyName: 'hs_object_id', direction: 'DESCENDING' }];
  const { text } = await api.post(context, api.paths.search(type), {
    filterGroups: [],
    sorts,
    properties: ['hs_object_id'],
    limit: 1,
  });
  const { total, ids } = readPage(text, false);
  return { total, highestId: ids[0] };
}

function readPage(text: string, isComplete: boolean): SearchPage {
  const { envelope, items } = readResults(text);
  const total = readTotal(envelope);
  // An empty page that says there is more is not the end.
  if (items.length === 0 && total > 0) throw explainMissing(total);
  return { records: items, ids: items.map((item) => readId(item)), isComplete, total };
}

function readTotal(envelope: JsonObject): number {
  const { total } = envelope;
  if (typeof total === 'number') return total;
  throw explainMalformed('has no total', envelope);
}

function isTooLong(error: unknown, body: JsonObject): boolean {
  const isRefused = isEtlError(error) && error.http?.status === REFUSED;
  return isRefused && stringifyJson(body).length > DOCUMENTED_LENGTH;
}

function explainMissing(total: number): TransientError {
  return new TransientError({
    code: 'hubspot_search_incomplete',
    message: `HubSpot’s search found ${total} records and returned none of them.`,
    remedy: 'Run again later; what was read so far is kept.',
  });
}
