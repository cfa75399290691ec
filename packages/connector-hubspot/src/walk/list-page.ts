import type { ApiResponse, CallContext } from '@etl/connector-kit';
import { isEtlError, type SourceRecord } from '@etl/core';
import type { HubspotApi } from '../api/hubspot-api.js';
import type { FoundRecords } from './found-records.js';
import { readNext } from './next-page.js';
import { readResults } from './read-results.js';
import { readId } from './record-id.js';

/** What is asked of the list of a kind of record. */
export interface ListOptions {
  readonly type: string;
  readonly properties: readonly string[];
  readonly history?: readonly string[];
  readonly archived?: boolean;
  /** Records of a page: 100, with history 50. */
  readonly limit: number;
}

export interface ListPage extends FoundRecords {
  /** Where the next page begins; `undefined` after the last. */
  readonly next: string | undefined;
}

/** Longer addresses are refused, though nobody says from which length on. */
const LONGEST_QUERY = 15_000;
const URI_TOO_LONG = 414;

/**
 * Records of a kind by ascending id, one page a request. Where the names of the properties do not fit into an address,
 * the list is asked for ids alone.
 */
export class RecordList {
  readonly #api: HubspotApi;
  readonly #options: ListOptions;
  readonly #names: string;
  #fits: boolean;

  constructor(api: HubspotApi, options: ListOptions) {
    this.#api = api;
    this.#options = options;
    this.#names = writeNames(options);
    this.#fits = this.#names.length <= LONGEST_QUERY;
  }

  /** @param after an id: the page begins with it or behind it. */
  async fetchPage(context: CallContext, after: string | undefined): Promise<ListPage> {
    const isComplete = this.#fits;
    try {
      return this.#readPage(
        await this.#fetch(context, after, isComplete ? this.#names : IDS_ALONE),
        isComplete,
      );
    } catch (error) {
      if (!isComplete || !isTooLong(error)) throw error;
      this.#fits = false;
      return this.fetchPage(context, after);
    }
  }

  #fetch(context: CallContext, after: string | undefined, names: string): Promise<ApiResponse> {
    const { type, limit, archived = false } = this.#options;
    const cursor = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
    // Written here, because a comma would otherwise take three characters.
    const query = `limit=${limit}&archived=${archived}${names}${cursor}`;
    return this.#api.get(context, `${this.#api.paths.objects(type)}?${query}`);
  }

  #readPage({ text }: ApiResponse, isComplete: boolean): ListPage {
    const { envelope, items } = readResults(text);
    return { records: items, ids: items.map(idOf), isComplete, next: readNext(envelope) };
  }
}

const IDS_ALONE = '&properties=hs_object_id';

function writeNames({ properties, history = [] }: ListOptions): string {
  const list = (key: string, names: readonly string[]): string =>
    names.length === 0 ? '' : `&${key}=${names.map(encodeURIComponent).join(',')}`;
  return `${list('properties', properties)}${list('propertiesWithHistory', history)}`;
}

function isTooLong(error: unknown): boolean {
  return isEtlError(error) && error.http?.status === URI_TOO_LONG;
}

function idOf(record: SourceRecord): string {
  return readId(record);
}
