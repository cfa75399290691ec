import type { ListName } from '../data/record-lists.js';
import { readMember } from '../data/record-list.js';
import type { GongEndpoint } from '../gong-endpoint.js';
import { respondWithItems } from '../paging/respond-with-page.js';

interface ListDescription {
  readonly path: string;
  readonly scope: string;
  readonly list: ListName;
  /** Key of the items in the answer. */
  readonly key: string;
}

/** A list that comes whole, narrowed to a workspace at most; an empty one has status 200. */
export function buildListEndpoint({ path, scope, list, key }: ListDescription): GongEndpoint {
  return {
    method: 'GET',
    path,
    scopes: [scope],
    respond: ({ query }, context) => {
      const wanted = query.get('workspaceId');
      const texts = context.data.lists[list].all().filter((text) => {
        const workspaceId = readMember(text, 'workspaceId');
        return wanted === null || workspaceId === undefined || workspaceId === wanted;
      });
      const records = { totalRecords: texts.length, currentPageSize: texts.length, currentPageNumber: 0 };
      return respondWithItems(context, key, texts, { records });
    },
  };
}
