import type { ApiClient, ApiRequest, ApiResponse, CallContext } from '@etl/connector-kit';
import { isEtlError, type JsonObject } from '@etl/core';
import { NOTHING_FOUND } from './failures.js';

/** A list and what is asked of it, without the cursor. */
export interface ListRequest {
  readonly path: string;
  /** Key of the items in the answer. */
  readonly itemsKey: string;
  /** Sent with GET. */
  readonly query?: ApiRequest['query'];
  /** Sent with POST, in place of `query`; always a filter. */
  readonly body?: JsonObject;
  /**
   * Whether `query` is a filter: such lists answer 404 when it matches nothing. Lists that are only narrowed by whose they
   * are answer an empty list with status 200.
   */
  readonly isFiltered?: boolean;
}

/** Gong's list endpoints. Each call makes one request and gives one page; an empty result is a page without items. */
export interface GongApi {
  /** Whose quota the requests count against. */
  readonly account: string;
  /** `GET /v2/users`, items under `users`. */
  fetchUsers(context: CallContext, cursor: string | undefined): Promise<ApiResponse>;
  /** `POST /v2/calls/extensive`, items under `calls`. */
  fetchCalls(context: CallContext, body: JsonObject, cursor: string | undefined): Promise<ApiResponse>;
  /** `POST /v2/calls/transcript`, items under `callTranscripts`. */
  fetchTranscripts(context: CallContext, body: JsonObject, cursor: string | undefined): Promise<ApiResponse>;
  /** Any other list. */
  fetchList(context: CallContext, list: ListRequest, cursor: string | undefined): Promise<ApiResponse>;
}

export function createGongApi(client: ApiClient, account: string): GongApi {
  return {
    account,
    fetchUsers: (context, cursor) =>
      fetchPage(client, context, {
        itemsKey: 'users',
        cursor,
        request: { method: 'GET', path: '/v2/users', query: { cursor } },
      }),
    fetchCalls: (context, body, cursor) =>
      fetchPage(client, context, {
        itemsKey: 'calls',
        cursor,
        request: post('/v2/calls/extensive', body, cursor),
      }),
    fetchTranscripts: (context, body, cursor) =>
      fetchPage(client, context, {
        itemsKey: 'callTranscripts',
        cursor,
        request: post('/v2/calls/transcript', body, cursor),
      }),
    fetchList: (context, list, cursor) => {
      const { path, itemsKey, query, body, isFiltered = body !== undefined } = list;
      const request: ApiRequest =
        body === undefined ? { method: 'GET', path, query: { ...query, cursor } } : post(path, body, cursor);
      // Invariant 8: "nothing found" from a list that has no filter is a fault; it must not empty a table.
      return isFiltered
        ? fetchPage(client, context, { itemsKey, cursor, request })
        : client.fetch(context, request);
    },
  };
}

interface PageRequest {
  readonly itemsKey: string;
  readonly cursor: string | undefined;
  readonly request: ApiRequest;
}

/** Filter and cursor go into the body: Gong ignores them in the query of a POST and answers the first page for ever. */
function post(path: string, body: JsonObject, cursor: string | undefined): ApiRequest {
  return { method: 'POST', path, body: cursor === undefined ? body : { ...body, cursor } };
}

/**
 * A list whose filters match nothing is answered 404 in Gong's own words; any other 404 stays an error. So does this one
 * in the middle of a list: to take it for the end would lose the rest.
 */
async function fetchPage(
  client: ApiClient,
  context: CallContext,
  { itemsKey, cursor, request }: PageRequest,
): Promise<ApiResponse> {
  try {
    return await client.fetch(context, request);
  } catch (error) {
    if (!isEtlError(error) || error.code !== NOTHING_FOUND || cursor !== undefined) throw error;
    return { status: 200, headers: {}, text: JSON.stringify({ [itemsKey]: [] }) };
  }
}
