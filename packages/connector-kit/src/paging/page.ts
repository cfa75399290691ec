import type { JsonObject, SourceRecord } from '@etl/core';
import type { ApiResponse } from '../http/api-types.js';

/** One page of a list. */
export interface Page {
  readonly records: readonly SourceRecord[];
  /** Items counted on the response's own text. */
  readonly fetched: number;
  /** The page without its items. */
  readonly envelope: JsonObject;
  /** Cursor this page was fetched with; absent for the first. */
  readonly cursor?: string;
}

/** How a vendor's list is walked. */
export interface PagingOptions {
  readonly fetchPage: (cursor: string | undefined) => Promise<ApiResponse>;
  /** Keys from the page's root to the list of items, e.g. `['calls']`. */
  readonly itemsPath: readonly string[];
  /** Where the next page begins; `undefined` after the last. */
  readonly nextCursor: (envelope: JsonObject) => string | undefined;
}
