import type { CallContext } from '@etl/connector-kit';
import { FatalError } from '@etl/core';
import type { ListPage, RecordList } from './list-page.js';
import type { OpenRange } from './range-board.js';
import { higherId, isBelow } from './record-id.js';

/** Pages of a range of ids; the last may reach beyond its end, which may move nearer while it is read. */
export async function* readRange(
  list: RecordList,
  context: CallContext,
  range: OpenRange,
): AsyncGenerator<ListPage> {
  let cursor = range.after === '0' ? undefined : range.after;
  for (;;) {
    context.signal.throwIfAborted();
    const page = await list.fetchPage(context, cursor);
    yield page;
    if (page.next === undefined || reachesEnd(page, range)) return;
    requireProgress(cursor, page.next);
    cursor = page.next;
  }
}

function reachesEnd({ ids }: ListPage, { upTo }: OpenRange): boolean {
  const last = highestOf(ids);
  return upTo !== null && last !== undefined && !isBelow(last, upTo);
}

export function highestOf(ids: readonly string[]): string | undefined {
  return ids.length === 0 ? undefined : ids.reduce(higherId);
}

function requireProgress(cursor: string | undefined, next: string): void {
  if (/^\d+$/.test(next) && (cursor === undefined || isBelow(cursor, next))) return;
  throw new FatalError({
    code: 'paging_loop',
    message: `The list goes on at "${next}" after "${cursor ?? ''}", so it would never end.`,
    remedy: 'HubSpot may have changed its lists; look for a newer version of the connector.',
  });
}
