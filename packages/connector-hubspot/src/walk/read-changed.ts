import { splitWhenLarge, type CallContext, type Window } from '@etl/connector-kit';
import type { Duration } from '@etl/core';
import { higherId } from './record-id.js';
import type { RecordSearch, SearchPage } from './search-page.js';

/** Windows with more records are read in parts: a kill costs no more than this, and parts are read side by side. */
const MOST_IN_A_WINDOW = 20_000;
/** Shorter windows are read whole: a flood of changes at one instant would only be asked for in vain, again and again. */
const SHORTEST_PART: Duration = 15 * 60_000;

/** Everything that changed within a window, page by page. */
export async function* readChanged(
  search: RecordSearch,
  context: CallContext,
  window: Window,
): AsyncGenerator<SearchPage> {
  let above: string | undefined;
  for (;;) {
    context.signal.throwIfAborted();
    const page = await search.fetchPage(context, { from: window.from, to: window.to, above });
    if (above === undefined && isLong(window)) splitWhenLarge(window, page.total, MOST_IN_A_WINDOW);
    yield page;
    if (page.ids.length >= page.total) return;
    above = page.ids.reduce(higherId);
  }
}

function isLong({ from, to }: Window): boolean {
  return to - from > SHORTEST_PART;
}
