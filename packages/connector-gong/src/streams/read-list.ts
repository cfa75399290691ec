import { type CallContext, type Page, readPages } from '@etl/connector-kit';
import { readCursor } from '../api/envelope.js';
import type { GongApi, ListRequest } from '../api/gong-api.js';

/** A list page by page to its end; one request a page. */
export function readList(api: GongApi, context: CallContext, list: ListRequest): AsyncGenerator<Page> {
  return readPages(context, {
    fetchPage: (cursor) => api.fetchList(context, list, cursor),
    itemsPath: [list.itemsKey],
    nextCursor: readCursor,
  });
}
