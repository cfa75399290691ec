import { FatalError, type JsonObject } from '@etl/core';
import { isJsonObject } from '@etl/core/json';

/**
 * Where the next page begins, from `paging.next.after`; a last page has no `paging`.
 *
 * @throws FatalError when there is another page and no place where it begins: to take that for the end would lose the rest.
 */
export function readNext({ paging }: JsonObject): string | undefined {
  const next = isJsonObject(paging) ? paging.next : paging;
  if (next === undefined || next === null) return undefined;
  const after = isJsonObject(next) ? next.after : undefined;
  if ((typeof after === 'string' && after !== '') || typeof after === 'number') return String(after);
  throw new FatalError({
    code: 'hubspot_unreadable_cursor',
    message: `HubSpot says that there is another page, but not where it begins: ${JSON.stringify(paging)}.`,
    remedy: 'HubSpot may have changed its answer; look for a newer version of the connector.',
  });
}
