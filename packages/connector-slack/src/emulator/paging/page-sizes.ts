/**
 * `uneven`: of every three pages the second is empty and the third is half full, though more follow. Slack says that a page may
 * hold fewer than were asked for.
 */
export type Pages = 'full' | 'uneven';

/** How many of the objects asked for a page holds. */
export function sizeOfPage(limit: number, page: number, pages: Pages): number {
  if (pages === 'full' || page % 3 === 0) return limit;
  return page % 3 === 1 ? 0 : Math.ceil(limit / 2);
}
