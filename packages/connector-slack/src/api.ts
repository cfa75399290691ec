import { readPages, type ApiClient, type CallContext, type Page, type Window } from '@etl/connector-kit';
import { formatInstant, type JsonObject } from '@etl/core';

/** The endpoints that the streams need. */
export interface SlackApi {
  /** `GET /v1/account`: whom the token belongs to. */
  fetchAccountName(context: CallContext): Promise<string>;
  /** `GET /v1/users`, page by page. */
  readUserPages(context: CallContext): AsyncIterable<Page>;
  /** `GET /v1/orders` whose last change lies in the window, page by page; `total` in the envelope counts them. */
  readOrderPages(context: CallContext, window: Window): AsyncIterable<Page>;
}

export function createSlackApi(client: ApiClient): SlackApi {
  return {
    fetchAccountName: async (context) => {
      const { text } = await client.fetch(context, { method: 'GET', path: '/v1/account' });
      return (JSON.parse(text) as { readonly name: string }).name;
    },
    readUserPages: (context) => readList(client, context, 'users', {}),
    readOrderPages: (context, { from, to }) =>
      readList(client, context, 'orders', {
        updated_from: formatInstant(from),
        updated_to: formatInstant(to),
      }),
  };
}

function readList(
  client: ApiClient,
  context: CallContext,
  list: string,
  query: Readonly<Record<string, string>>,
): AsyncIterable<Page> {
  return readPages(context, {
    fetchPage: (cursor) =>
      client.fetch(context, { method: 'GET', path: `/v1/${list}`, query: { ...query, page_token: cursor } }),
    itemsPath: [list],
    nextCursor: readNextToken,
  });
}

/** The last page has no token. */
function readNextToken({ next_page_token: token }: JsonObject): string | undefined {
  return typeof token === 'string' ? token : undefined;
}
