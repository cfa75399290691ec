import type { CallContext } from '@etl/connector-kit';
import { TransientError, type JsonObject, type SourceRecord } from '@etl/core';
import type { HubspotApi } from '../api/hubspot-api.js';
import { readResults } from '../walk/read-results.js';
import { readId } from '../walk/record-id.js';

const PAGE = 500;
const ATTEMPTS = 3;

/**
 * All lists, by id. They come by offset, and one that is deleted meanwhile would push another over the border of two
 * pages unseen: so each page begins with the last list of the one before, and where that is missing all is read again.
 *
 * @throws TransientError when the lists would not stand still.
 */
export async function readLists(api: HubspotApi, context: CallContext): Promise<readonly SourceRecord[]> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const lists = await tryReadLists(api, context);
    if (lists !== undefined) return lists;
  }
  throw new TransientError({
    code: 'hubspot_lists_moving',
    message: `Lists were deleted each of the ${ATTEMPTS} times that all of them were read.`,
    remedy: 'Run again later.',
  });
}

async function tryReadLists(
  api: HubspotApi,
  context: CallContext,
): Promise<readonly SourceRecord[] | undefined> {
  const lists: SourceRecord[] = [];
  for (;;) {
    const page = await fetchPage(api, context, Math.max(0, lists.length - 1));
    const last = lists.at(-1);
    const [first, ...rest] = page.lists;
    if (last !== undefined && (first === undefined || listId(first) !== listId(last))) return undefined;
    lists.push(...(last === undefined ? page.lists : rest));
    if (!page.hasMore) return lists;
  }
}

async function fetchPage(
  api: HubspotApi,
  context: CallContext,
  offset: number,
): Promise<{ readonly lists: readonly SourceRecord[]; readonly hasMore: boolean }> {
  const body: JsonObject = {
    offset,
    count: PAGE,
    sort: 'HS_LIST_ID',
    additionalProperties: ['hs_list_size', 'hs_lastmodifieddate'],
  };
  const { text } = await api.post(context, api.paths.listSearch, body);
  const { envelope, items } = readResults(text, 'lists');
  return { lists: items, hasMore: envelope.hasMore === true };
}

export function listId(list: SourceRecord): string {
  return readId(list, ['listId']);
}
