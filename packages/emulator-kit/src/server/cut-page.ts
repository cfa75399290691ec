import type { PageFault } from './exchange.js';

/** One page of a list and where the next one starts; no `nextOffset` on the last page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextOffset?: number;
}

/**
 * Cuts one page out of a list, obeying an injected page fault: `duplicate-page` makes the next page start where this one
 * did, `reorder-page` turns the page's own order around.
 */
export function cutPage<Item>(
  items: readonly Item[],
  range: { readonly offset: number; readonly size: number },
  fault?: PageFault,
): Page<Item> {
  const end = range.offset + range.size;
  const page = items.slice(range.offset, end);
  const nextOffset = fault === 'duplicate-page' ? range.offset : end;
  return {
    items: fault === 'reorder-page' ? page.reverse() : page,
    ...(nextOffset < items.length ? { nextOffset } : {}),
  };
}
